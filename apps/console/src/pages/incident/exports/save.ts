/** ms that a browser gets to begin reading what it saves. */
const READ_BY = 60_000;

/** Lets the browser save bytes under a name, as if a link to them had been followed. */
export function save(name: string, bytes: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), READ_BY);
}
