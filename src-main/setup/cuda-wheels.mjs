// CUDA for the `cuda` engine. Which wheels belong to it says the TensorFlow wheel itself (its METADATA,
// extra "and-cuda"); which release of each is taken, and its hash, is pinned here.

/** All of them together, about (unpacked 4.4 GB); for progress and the check for space. */
export const CUDA_DOWNLOAD_BYTES = 2_807_000_000;

/** What the wheels of that time are named after, oldest first. */
export const CUDA_PLATFORMS = [
  'manylinux1_x86_64',
  'manylinux2010_x86_64',
  'manylinux2014_x86_64',
  'manylinux_2_17_x86_64',
  'manylinux_2_27_x86_64',
];

/** @type {Record<string, {version: string, sha256: string}>} */
const PINS = {
  'nvidia-cublas-cu12': {
    version: '12.9.3.13',
    sha256: 'd7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72',
  },
  'nvidia-cuda-cupti-cu12': {
    version: '12.8.90',
    sha256: 'ea0cb07ebda26bb9b29ba82cda34849e73c166c18162d3913575b0c9db9a6182',
  },
  'nvidia-cuda-nvcc-cu12': {
    version: '12.9.86',
    sha256: '5d6a0d32fdc7ea39917c20065614ae93add6f577d840233237ff08e9a38f58f0',
  },
  'nvidia-cuda-nvrtc-cu12': {
    version: '12.9.86',
    sha256: '210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4',
  },
  'nvidia-cuda-runtime-cu12': {
    version: '12.9.79',
    sha256: '25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3',
  },
  'nvidia-cudnn-cu12': {
    version: '9.28.0.42',
    sha256: '9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375',
  },
  'nvidia-cufft-cu12': {
    version: '11.4.1.4',
    sha256: 'c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28',
  },
  'nvidia-curand-cu12': {
    version: '10.3.10.19',
    sha256: '49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e',
  },
  'nvidia-cusolver-cu12': {
    version: '11.7.5.82',
    sha256: '15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88',
  },
  'nvidia-cusparse-cu12': {
    version: '12.5.10.65',
    sha256: '73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78',
  },
  'nvidia-nccl-cu12': {
    version: '2.32.3',
    sha256: 'bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c',
  },
  'nvidia-nvjitlink-cu12': {
    version: '12.9.86',
    sha256: 'e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9',
  },
};

/**
 * @param {string} metadata of the TensorFlow wheel
 * @returns {string[]} names of the projects its extra `and-cuda` asks for
 */
export function cudaProjects(metadata) {
  const projects = [];
  for (const line of metadata.split(/\r?\n/)) {
    // The headers end at the first empty line; what follows is a description.
    if (line === '') break;
    const found = /^Requires-Dist:\s*([A-Za-z0-9._-]+)[^;]*;(.*)$/.exec(line);
    if (found?.[1] && /extra\s*==\s*["']and-cuda["']/.test(found[2] ?? '')) {
      projects.push(found[1].toLowerCase().replace(/[._]+/g, '-'));
    }
  }
  return projects;
}

/**
 * @param {string} metadata of the TensorFlow wheel
 * @returns {{requirements: string[], unpinned: string[]}} lines for pip, and the projects that have no pin
 */
export function cudaRequirements(metadata) {
  /** @type {string[]} */
  const requirements = [];
  /** @type {string[]} */
  const unpinned = [];
  for (const project of cudaProjects(metadata)) {
    const pin = PINS[project];
    if (pin) requirements.push(`${project}==${pin.version} --hash=sha256:${pin.sha256}`);
    else unpinned.push(project);
  }
  return { requirements, unpinned };
}
