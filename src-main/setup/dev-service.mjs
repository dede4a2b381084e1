// The command line as `npm run dev` has compiled it, which looks at no build of its own.
import process from 'node:process';
import { wishesToStop } from './stop-signals.mjs';

const entry = new URL('../../dist/src-main/cli/main.js', import.meta.url);
/** @type {{main(args: string[], signals: import('./stop-signals.mjs').SignalSource): Promise<number>}} */
const { main } = await import(entry.href);
process.exitCode = await main(process.argv.slice(2), wishesToStop());
