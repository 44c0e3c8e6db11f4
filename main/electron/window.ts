/**
 * The one window of the desktop program, with everything switched off that a page could reach the machine by.
 * Decides nothing about scenarios. Its flags are tested in test/security/electron-main.test.ts.
 */
import { BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import { PAGE_ADDRESS } from './protocol.ts';

export interface WindowOptions {
  readonly preload: string;
  /** Page inspector, for development only. */
  readonly inspector: boolean;
}

export function openWindow({ preload, inspector }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Corridors',
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: inspector,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(PAGE_ADDRESS);
  return window;
}

/** Undo and redo are the window's own, so the menu does not take their keys. No entry leads outside. */
export function setMenu(platform: string): void {
  const edit: MenuItemConstructorOptions = {
    role: 'editMenu',
    submenu: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
  };
  const view: MenuItemConstructorOptions = {
    role: 'viewMenu',
    submenu: [{ role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'resetZoom' }, { role: 'togglefullscreen' }],
  };
  const first: MenuItemConstructorOptions = platform === 'darwin' ? { role: 'appMenu' } : { role: 'fileMenu' };
  Menu.setApplicationMenu(Menu.buildFromTemplate([first, edit, view, { role: 'windowMenu' }]));
}
