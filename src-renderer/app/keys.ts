import { type ScreenName, screenNames, screenTitles } from '../screens.js';
import type { Action } from '../state/app-state.svelte.js';

interface Shortcut {
  /** As `Kbd` shows them. */
  readonly keys: readonly string[];
  readonly does: string;
}

const actionKeys: readonly (Shortcut & { readonly action: Action })[] = [
  { action: 'start-or-stop', keys: ['Mod', 'Enter'], does: 'Start or stop the training' },
  {
    action: 'pause-or-continue',
    keys: ['Mod', 'Shift', 'Enter'],
    does: 'Pause the training, or go on with it',
  },
  { action: 'save', keys: ['Mod', 'S'], does: 'Save the picture that is shown' },
  { action: 'copy', keys: ['Mod', 'Shift', 'C'], does: 'Copy the picture that is shown' },
  { action: 'open-run', keys: ['Mod', 'O'], does: 'Open the folder of a run' },
  { action: 'shortcuts', keys: ['?'], does: 'Show these shortcuts' },
];

export const shortcuts: readonly Shortcut[] = [
  ...screenNames.map((name, index) => ({
    keys: ['Alt', `${index + 1}`],
    does: `Go to ${screenTitles[name]}`,
  })),
  ...actionKeys,
  { keys: ['Alt', 'R'], does: 'Draw another seed, on Digits and Numbers' },
  { keys: ['Mod', 'Z'], does: 'Take back a digit that was drawn again' },
  { keys: ['Mod', 'Y'], does: 'Draw it again after all' },
];

type Asked = { readonly screen: ScreenName } | { readonly action: Action };

/** What a key asks for, or null. What is typed into a field is never a shortcut by itself. */
export function shortcutOf(event: KeyboardEvent): Asked | null {
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  if (event.altKey && !event.ctrlKey && !event.metaKey && digit !== undefined) {
    const screen = screenNames[Number(digit) - 1];
    return screen === undefined ? null : { screen };
  }
  const found = actionKeys.find(({ keys }) => matches(event, keys));
  return found === undefined ? null : { action: found.action };
}

function matches(event: KeyboardEvent, keys: readonly string[]): boolean {
  if (event.altKey) return false;
  const mod = event.ctrlKey || event.metaKey;
  if (keys.includes('Mod') !== mod) return false;
  if (!mod) return event.key === keys[0] && !isTyping(event.target);
  return (
    keys.includes('Shift') === event.shiftKey &&
    event.key.toLowerCase() === keys.at(-1)?.toLowerCase()
  );
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches('input:not([type="radio"], [type="checkbox"], [type="range"]), textarea, select');
