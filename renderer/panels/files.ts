/**
 * Files of the person's machine: choosing some to open, and saving one. Only the browser's own means; the program never
 * sees a path.
 */
const EXTENSION = '.corridor';

/** Opens the system's dialog; hands each chosen file's name and text over. */
export function chooseFiles(onFile: (name: string, text: string) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = `${EXTENSION},application/json`;
  input.multiple = true;
  input.addEventListener('change', () => void readFiles(input.files ?? [], onFile));
  input.click();
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
