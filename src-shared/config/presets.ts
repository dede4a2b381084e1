/** The sizes of the networks: one factor scales every width of both. */
export interface Preset {
  readonly name: PresetName;
  /** Factor on every width of the DCGAN guide's networks; 1 is the guide itself. */
  readonly width: number;
  readonly help: string;
  /** Hidden presets are for tests: too small to learn digits. */
  readonly hidden: boolean;
}

export const presetNames = ['classic', 'balanced', 'compact', 'tiny'] as const;
export type PresetName = (typeof presetNames)[number];

export const presets: Readonly<Record<PresetName, Preset>> = {
  classic: {
    name: 'classic',
    width: 1,
    help: "the networks of TensorFlow's DCGAN guide, wider: for a GPU, or patience",
    hidden: false,
  },
  balanced: {
    name: 'balanced',
    width: 1 / 4,
    help: 'an hour or two on two cores, for finer strokes: a quarter of the width',
    hidden: false,
  },
  compact: {
    name: 'compact',
    width: 1 / 8,
    help: 'minutes on two cores, for plain digits: an eighth of the width',
    hidden: false,
  },
  tiny: { name: 'tiny', width: 1 / 64, help: 'for tests only', hidden: true },
};

export const visiblePresets: readonly Preset[] = Object.values(presets).filter((p) => !p.hidden);

/** The preset to offer when none was chosen: what the device can train in reasonable time. */
export function defaultPreset(device: 'cpu' | 'gpu'): PresetName {
  return device === 'gpu' ? 'classic' : 'compact';
}
