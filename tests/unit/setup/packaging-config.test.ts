import { expect, test, vi } from 'vitest';

vi.mock('../../../src-main/setup/packaging/shipped-packages.mjs', () => ({
  shippedPackages: () => [],
  exclusions: () => [],
}));

test('the AppImage starts where there is no libfuse 2', async () => {
  const { default: configuration } = await import('../../../electron-builder.config.mjs');
  // 0.0.0, the default of electron-builder 26, needs it.
  expect(configuration()).toMatchObject({ toolsets: { appimage: '1.0.3' } });
});
