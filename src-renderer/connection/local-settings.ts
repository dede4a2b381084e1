import type { PageSettings } from '../../src-shared/config/settings.js';
import { messageOf } from '../../src-shared/contract/errors.js';
import { parseSettings } from './parse-settings.js';

const key = 'digits.settings';

/** What this browser remembers. A browser that keeps nothing (private windows) is no error. */
export function readLocalSettings(): PageSettings {
  try {
    return parseSettings(JSON.parse(localStorage.getItem(key) ?? '{}'));
  } catch (error) {
    console.warn(`Settings that cannot be read are left alone: ${messageOf(error)}`);
    return {};
  }
}

export function writeLocalSettings(settings: PageSettings): void {
  try {
    localStorage.setItem(key, JSON.stringify({ ...readLocalSettings(), ...settings }));
  } catch (error) {
    console.warn(`Settings are not remembered: ${messageOf(error)}`);
  }
}
