/**
 * Electron-API stand-in, part 3: what runs inside the page. The preload's world gets `contextBridge` and `ipcRenderer`;
 * the page's own world gets frozen copies of what was exposed, and nothing else. The two worlds share only the document,
 * so they talk by events with a random mark, in text: like Electron's bridge, no object passes by reference.
 */

/** Source that runs first in the preload's world. */
export function preloadPrelude(mark) {
  return `const standInRequire = (${preparePreloadWorld})(${JSON.stringify(mark)});`;
}

/** Runs in the preload's world; gives it `require('electron')`. */
function preparePreloadWorld(mark) {
  const waiting = new Map();
  const channels = new Map();
  const subscriptions = new Map();
  let exposed = {};
  let count = 0;
  globalThis.standInSettle = (id, outcome) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (outcome.error === undefined) resolve(outcome.value);
    else reject(new Error(outcome.error));
  };
  globalThis.standInDeliver = (channel, payload) => {
    for (const listener of channels.get(channel) ?? []) listener({}, payload);
  };
  const tellPage = (message) =>
    document.dispatchEvent(new CustomEvent(`${mark}-to-page`, { detail: JSON.stringify(message) }));
  document.addEventListener(`${mark}-to-preload`, (event) => {
    const message = JSON.parse(event.detail);
    if (message.kind === 'shape') {
      const shape = Object.entries(exposed).map(([key, api]) => [key, Object.keys(api)]);
      tellPage({ kind: 'shape', shape });
    } else if (message.kind === 'stop') {
      subscriptions.get(message.id)?.();
    } else {
      const words = message.words.map((word, index) =>
        message.listeners.includes(index) ? (value) => tellPage({ kind: 'event', id: message.id, value }) : word,
      );
      const result = exposed[message.key][message.name](...words);
      if (typeof result === 'function') subscriptions.set(message.id, result);
      else {
        Promise.resolve(result).then(
          (value) => tellPage({ kind: 'result', id: message.id, value }),
          (error) => tellPage({ kind: 'result', id: message.id, error: String(error) }),
        );
      }
    }
  });
  const electron = {
    contextBridge: { exposeInMainWorld: (key, api) => (exposed = { ...exposed, [key]: api }) },
    ipcRenderer: {
      invoke: (channel, input) =>
        new Promise((resolve, reject) => {
          const id = String((count += 1));
          waiting.set(id, { resolve, reject });
          globalThis.standInInvoke(JSON.stringify({ id, channel, input }));
        }),
      on: (channel, listener) => channels.set(channel, [...(channels.get(channel) ?? []), listener]),
    },
  };
  return (name) => {
    if (name === 'electron') return electron;
    throw new Error(`A sandboxed preload cannot require '${name}'.`);
  };
}

/** Runs in the page's world; defines what the preload exposed. */
export function exposeApi(mark) {
  let count = 0;
  const waiting = new Map();
  const listeners = new Map();
  const tellPreload = (message) =>
    document.dispatchEvent(new CustomEvent(`${mark}-to-preload`, { detail: JSON.stringify(message) }));
  const callExposed = (key, name, words) => {
    const id = String((count += 1));
    const functions = words.filter((word) => typeof word === 'function');
    const positions = words.flatMap((word, index) => (typeof word === 'function' ? [index] : []));
    if (functions.length > 0) {
      listeners.set(id, functions[0]);
      tellPreload({ kind: 'call', id, key, name, words, listeners: positions });
      return () => tellPreload({ kind: 'stop', id });
    }
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      tellPreload({ kind: 'call', id, key, name, words, listeners: positions });
    });
  };
  document.addEventListener(`${mark}-to-page`, (event) => {
    const message = JSON.parse(event.detail);
    if (message.kind === 'shape') {
      for (const [key, names] of message.shape) {
        const api = Object.fromEntries(names.map((name) => [name, (...words) => callExposed(key, name, words)]));
        Object.defineProperty(globalThis, key, { value: Object.freeze(api), enumerable: true });
      }
    } else if (message.kind === 'event') {
      listeners.get(message.id)?.(message.value);
    } else {
      const { resolve, reject } = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error === undefined) resolve(message.value);
      else reject(new Error(message.error));
    }
  });
  tellPreload({ kind: 'shape' });
}
