// Preloaded into the application's process: puts the stand-in in the place of the `electron` module.
import { register } from 'node:module';

register('./hooks.mjs', import.meta.url);
