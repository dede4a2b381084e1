import { describe, expect, test } from 'vitest';
import { appShells } from '../helpers/app-shells.js';
import { button, go, settling, violations } from '../helpers/page-tools.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';

/** Pages of a PDF, which says in its page tree how many there are. */
function pagesOfPdf(file: Uint8Array): number {
  const text = Buffer.from(file).toString('latin1');
  expect(text.slice(0, 5)).toBe('%PDF-');
  return text.match(/\/Type \/Page\b/g)?.length ?? 0;
}

describe.each(['browser', 'desktop'] as const)('in the %s', (kind) => {
  const launch = appShells[kind]();

  test('a pasted list becomes pages to print', async () => {
    const shell = await launch(temporaryFolder());
    const { page, complaints } = shell;
    await go(page, 'Numbers');
    await page.getByRole('radio', { name: 'A list' }).check();
    const list = page.getByRole('textbox', { name: 'List' });
    await list.fill('12\n3.75\n\n1x\n');
    await page.getByText(/^Line 4 can hold .*"x"/).waitFor();
    expect(await button(page, 'Draw the numbers').isDisabled()).toBe(true);

    await list.fill('12\r\n3.75\n\n 1,024 \n7\t8\n');
    await page.getByText('5 numbers.', { exact: true }).waitFor();
    await button(page, 'Draw the numbers').click();
    await page.getByRole('radio', { name: 'Pages to print' }).check();
    await page.getByLabel('Columns').fill('2');
    await page.getByLabel('Rows').fill('1');
    await page
      .getByRole('img', { name: /^Page 1 of 3 with 5 .*12; 3\.75; 1,024; 7; 8$/ })
      .waitFor();
    await expect.poll(() => violations(page), settling).toEqual([]);

    const pdf = await shell.saving(() => button(page, 'Save the pages').click());
    expect(pagesOfPdf(pdf)).toBe(3);
    await page.getByText(/^Saved to /).waitFor();

    await list.fill('12');
    await page.getByText('The settings have changed since.').waitFor();
    expect(complaints).toEqual([]);
  });
});
