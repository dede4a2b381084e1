import { shell } from 'electron';
import type { linkNames } from '../../src-shared/contract/desktop-commands.js';

export type LinkName = (typeof linkNames)[number];

/** All that ever leaves the program, and only when a person asks for it. */
const links: Readonly<Record<LinkName, string>> = {
  source: 'https://github.com/search?q=random-handwritten-digit-generator&type=repositories',
  'dcgan-guide': 'https://www.tensorflow.org/tutorials/generative/dcgan',
  mnist: 'http://yann.lecun.com/exdb/mnist/',
  licence: 'https://www.apache.org/licenses/LICENSE-2.0',
};

/** Opens it in the person's browser. */
export const openLink = (name: LinkName): Promise<void> => shell.openExternal(links[name]);
