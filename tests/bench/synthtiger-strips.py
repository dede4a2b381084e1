"""Strips of SynthTIGER with label, character boxes and mask, beside those of dataset-speed.mjs."""

import json
import os

import numpy as np
from PIL import Image
from synthtiger import components, layers, templates


class Strips(templates.Template):
    def __init__(self, config):
        with open(config["texts"], encoding="utf-8") as file:
            self.texts = file.read().split()
        self.font = config["font"]
        self.height = config["height"]
        self.layout = components.FlowLayout()

    def generate(self):
        text = self.texts[np.random.randint(len(self.texts))]
        size = int(self.height * 0.9)
        characters = [layers.TextLayer(each, self.font, size, (0, 0, 0, 255)) for each in text]
        group = layers.Group(characters)
        self.layout.apply(group, {"vertical": False})
        group.height = self.height
        ground = layers.RectLayer(group.size, (255, 255, 255, 255))
        ground.topleft = group.topleft
        image = (layers.Group(characters) + ground).merge().output()
        boxes = [(*(each.topleft - ground.topleft), *each.size) for each in characters]
        mask = np.zeros(image.shape[:2], dtype=np.uint8)
        for number, each in enumerate(characters):
            mask[each.output(ground.bbox)[..., 3] > 32] = number + 1
        return {"text": text, "image": image[..., 0], "mask": mask, "boxes": boxes}

    def init_save(self, root):
        os.makedirs(root, exist_ok=True)

    def save(self, root, data, idx):
        path = os.path.join(root, f"{idx:09d}")
        Image.fromarray(data["image"].astype(np.uint8)).save(f"{path}.png")
        Image.fromarray(data["mask"]).save(f"{path}.mask.png")
        boxes = [[float(value) for value in box] for box in data["boxes"]]
        with open(f"{path}.json", "w", encoding="utf-8") as file:
            json.dump({"text": data["text"], "boxes": boxes}, file)

    def end_save(self, root):
        pass
