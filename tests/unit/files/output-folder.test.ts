import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { draftIn, forgetDraft, sweepDrafts } from '../../../src-main/files/drafts.js';
import { fillFolder } from '../../../src-main/files/output-folder.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const why = 'it would mix.';
const twoFiles = (folder: string) =>
  fillFolder(folder, why, async ({ put }) => {
    await put('0.png', 'zero');
    await put('1.png', Uint8Array.of(1));
  });

describe('a folder of files', () => {
  it('is made when it is missing', async () => {
    const outer = temporaryFolder();
    const folder = join(outer, 'deep', 'digits');
    await twoFiles(folder);
    expect(await readdir(folder)).toEqual(['0.png', '1.png']);
    expect(await readFile(join(folder, '0.png'), 'utf8')).toBe('zero');
    expect(await readdir(join(outer, 'deep'))).toEqual(['digits']);
  });

  it('that is there stays the same folder, with its mode', async () => {
    const folder = temporaryFolder();
    await chmod(folder, 0o700);
    const before = await stat(folder);
    await twoFiles(folder);
    const after = await stat(folder);
    expect(await readdir(folder)).toEqual(['0.png', '1.png']);
    expect([after.ino, after.mode]).toEqual([before.ino, before.mode]);
  });

  it('that a link leads to is filled, and the link stays', async () => {
    const outer = temporaryFolder();
    await mkdir(join(outer, 'there'));
    await symlink('there', join(outer, 'link'));
    await twoFiles(join(outer, 'link'));
    expect(await readdir(join(outer, 'there'))).toEqual(['0.png', '1.png']);
    expect((await readdir(outer)).sort()).toEqual(['link', 'there']);
  });

  it.each(['missing', 'there'])('keeps nothing when its work breaks off: %s', async (place) => {
    const outer = temporaryFolder();
    await mkdir(join(outer, 'there'));
    const work = fillFolder(join(outer, place), why, async ({ put }) => {
      await put('0.png', 'zero');
      throw new Error('interrupted');
    });
    await expect(work).rejects.toThrow('interrupted');
    expect(await readdir(outer)).toEqual(['there']);
    expect(await readdir(join(outer, 'there'))).toEqual([]);
  });

  it('that holds something is refused', async () => {
    const folder = temporaryFolder();
    await writeFile(join(folder, 'mine'), 'x');
    await expect(twoFiles(folder)).rejects.toMatchObject({
      code: 'FOLDER_NOT_EMPTY',
      message: `${folder} is not empty, and it would mix.`,
    });
    expect(await readdir(folder)).toEqual(['mine']);
  });

  it('is refused where a file is, and where a link leads nowhere', async () => {
    const outer = temporaryFolder();
    await writeFile(join(outer, 'file'), 'x');
    await symlink('nowhere', join(outer, 'link'));
    for (const name of ['file', 'link', 'file/inside']) {
      await expect(twoFiles(join(outer, name))).rejects.toMatchObject({ code: 'NOT_WRITABLE' });
    }
  });

  it.runIf(process.platform === 'linux')('is refused below /proc at once', async () => {
    await expect(twoFiles('/proc/nowhere/digits')).rejects.toMatchObject({
      message: expect.stringContaining('/proc/nowhere/digits'),
    });
  });
});

describe('what is left unfinished', () => {
  it('by a dead process goes, and what this one is writing stays', async () => {
    const folder = temporaryFolder();
    const living = draftIn(folder);
    const dead = draftIn(folder).replace(`.${process.pid}.`, '.4194999.');
    const foreign = draftIn(folder).replace(/\.digits\.[0-9a-f]{12}/, '.digits.0123456789ab');
    for (const path of [living, foreign]) await writeFile(path, 'half');
    await mkdir(join(dead, 'inside'), { recursive: true });
    await writeFile(join(folder, '.n.png.123.tmp'), 'of somebody else');
    await sweepDrafts(folder);
    const left = (await readdir(folder)).map((name) => join(folder, name));
    expect(left.sort()).toEqual([living, foreign, join(folder, '.n.png.123.tmp')].sort());
    forgetDraft(living);
    await sweepDrafts(folder);
    expect(await readdir(folder)).not.toContain(living);
  });
});
