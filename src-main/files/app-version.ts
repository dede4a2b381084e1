import { readFileSync } from 'node:fs';

/** The package's version. Its package.json lies elsewhere seen from the sources than from the build. */
export function appVersion(): string {
  for (const place of ['../../package.json', '../../../package.json']) {
    try {
      const parsed: unknown = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8'));
      if (typeof parsed === 'object' && parsed !== null && 'version' in parsed) {
        return String(parsed.version);
      }
    } catch {
      // Not there: the other place has it.
    }
  }
  return 'unknown';
}

/** The program and its version, as records have it. */
export const programName = (): string => `random-handwritten-digit-generator ${appVersion()}`;
