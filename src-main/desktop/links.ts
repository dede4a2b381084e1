import { shell } from 'electron';
import { type LinkName, links } from '../../src-shared/contract/links.js';

/** Opens it in the person's browser. */
export const openLink = (name: LinkName): Promise<void> => shell.openExternal(links[name]);
