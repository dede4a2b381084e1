/**
 * A sandboxed preload's surroundings for a page: `require('electron')` and nothing else. The page's
 * world and the preload's are one here; the binding that carries the calls is taken from the page
 * before its own scripts run.
 */
export const preloadScript = (preload: string): string => `(() => {
  const invoke = window.standInInvoke;
  const pressKey = window.standInPressKey;
  delete window.standInInvoke;
  delete window.standInPressKey;
  if (window.top !== window) return; // preloads run in main frames alone
  // A key that the page does not take is the menu's.
  addEventListener('keydown', (event) => {
    const { ctrlKey, metaKey, shiftKey, altKey, key, code } = event;
    const held = [
      [ctrlKey || metaKey, 'CmdOrCtrl'],
      [shiftKey, 'Shift'],
      [altKey, 'Alt'],
    ].flatMap(([down, name]) => (down ? [name] : []));
    if (held.length === 0 && !/^F\\d+$/.test(key)) return;
    const own = code.replace(/^(Digit|Key)/, '');
    setTimeout(() => event.defaultPrevented || pressKey([...held, own].join('+')));
  });
  const listeners = new Map();
  const listenersOf = (channel) => {
    if (!listeners.has(channel)) listeners.set(channel, new Set());
    return listeners.get(channel);
  };
  Object.defineProperty(globalThis, Symbol.for('stand-in receive'), {
    value: (channel, args) => {
      for (const listener of listenersOf(channel)) listener({}, ...args);
    },
  });
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name, api) =>
        Object.defineProperty(window, name, { value: api, enumerable: true }),
    },
    ipcRenderer: {
      // Electron clones what crosses, and refuses what can't be: a function, a proxy.
      invoke: (channel, ...args) => invoke(channel, structuredClone(args)),
      on: (channel, listener) => listenersOf(channel).add(listener),
      off: (channel, listener) => listenersOf(channel).delete(listener),
    },
    webUtils: { getPathForFile: (file) => file.standInPath ?? '' },
  };
  const require = (name) => {
    if (name !== 'electron') throw new Error('A sandboxed preload can not require ' + name);
    return electron;
  };
  const module = { exports: {} };
  ((require, module, exports, process) => {
${preload}
  })(require, module, module.exports, { platform: ${JSON.stringify(process.platform)} });
})();`;
