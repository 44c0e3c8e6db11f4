/**
 * Files of the person's machine: choosing some to open, and saving one. Only the browser's own means; the program never
 * sees a path.
 */
const EXTENSION = '.corridor';

/** The one input of the window that opens files; app.tsx draws it, out of sight. */
export const FILE_INPUT_ID = 'open-files';
export const ACCEPTED_FILES = `${EXTENSION},application/json`;

/** Opens the system's dialog; what is chosen goes where dropped files go. */
export function chooseFiles(): void {
  document.getElementById(FILE_INPUT_ID)?.click();
}

export async function readFiles(files: Iterable<File>, onFile: (name: string, text: string) => void): Promise<void> {
  for (const file of files) onFile(file.name, await file.text());
}

/** Saves a text as a download. */
export function saveFile(fileName: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The download has its own hold on the data from here on.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
