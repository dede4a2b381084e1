import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digits } from '../helpers/digits-command.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';

describe('digits bank', () => {
  it('makes a bank by the real engine, lists it, shows it and draws it', async () => {
    const dataFolder = temporaryFolder();
    const run = async (...args: string[]) => {
      const { code, stdout, output } = await digits(['bank', ...args], { dataFolder }).exit;
      expect(output).not.toContain('Warning');
      expect(code).toBe(0);
      return stdout;
    };
    const made = JSON.parse(await run('make', '--hands', '3', '--json'));
    expect(made).toMatchObject({ digits: 30, hands: 3, seed: 1, model: 'shipped:model' });
    expect(made.out).toBe(join(dataFolder, 'banks', `${made.name}.bank`));
    const listed = (await run('list', '--json')).trimEnd().split('\n');
    expect(listed.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ digits: 10_000, hands: 1_000 }),
      { ...made, out: undefined },
    ]);
    expect(await run('show', made.name, '--out', 'hands.png')).toContain(`SHA-256  ${made.sha256}`);
    const png = await readFile(join(dataFolder, 'hands.png'));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([560, 168]);
    // Standard output has the picture and nothing else.
    const piped = digits(['bank', 'show', made.name, '--out', '-', '--json'], { dataFolder });
    const { output, bytes } = await piped.exit;
    expect([bytes.equals(png), output]).toEqual([true, expect.stringContaining(made.sha256)]);
  });
});
