import { expect, test } from 'vitest';
import { FUSES, setFuses } from '../../../src-main/setup/packaging/fuses.mjs';

/** The names and numbers of @electron/fuses 2.1.3, which is installed for packaging only. */
const FuseV1Options: Record<string, number> = {
  RunAsNode: 0,
  EnableCookieEncryption: 1,
  EnableNodeOptionsEnvironmentVariable: 2,
  EnableNodeCliInspectArguments: 3,
  EnableEmbeddedAsarIntegrityValidation: 4,
  OnlyLoadAppFromAsar: 5,
  LoadBrowserProcessSpecificV8Snapshot: 6,
  GrantFileProtocolExtraPrivileges: 7,
  WasmTrapHandlers: 8,
};

/** As Electron 45 comes, in order: '0' is off, '1' on. */
const FACTORY = '101100011';

/** A binary's wire in memory, and a tool that writes it, unless `stuck` fuses it. */
function madeUpTool({ stuck = -1 } = {}) {
  const wire = [...FACTORY];
  const settings: Record<string, unknown>[] = [];
  return {
    wire,
    settings,
    FuseV1Options,
    FuseVersion: { V1: '1' },
    flipFuses: async (_binary: string, wanted: object) => {
      settings.push({ ...wanted });
      for (const [place, on] of Object.entries(wanted)) {
        if (/^\d$/.test(place) && Number(place) !== stuck) wire[Number(place)] = on ? '1' : '0';
      }
    },
    getCurrentFuseWire: async () => ({
      version: '1',
      ...Object.fromEntries(wire.map((state, place) => [place, state.charCodeAt(0)])),
    }),
  };
}

test('every fuse is set, and a later Electron with one more is refused', async () => {
  const tool = madeUpTool();
  await setFuses('binary', tool);
  expect(tool.wire.join('')).toBe('000011001');
  expect(tool.settings).toEqual([expect.objectContaining({ strictlyRequireAllFuses: true })]);
  expect(Object.keys(FUSES)).toEqual(Object.keys(FuseV1Options));
});

test('a fuse that did not move is told', async () => {
  const tool = madeUpTool({ stuck: 0 });
  await expect(setFuses('binary', tool)).rejects.toThrow(
    'The fuse RunAsNode of binary is not off.',
  );
});

test('a tool that is too old is told', async () => {
  const { WasmTrapHandlers: _, ...older } = FuseV1Options;
  const tool = { ...madeUpTool(), FuseV1Options: older };
  await expect(setFuses('binary', tool)).rejects.toThrow('knows no fuse WasmTrapHandlers');
});
