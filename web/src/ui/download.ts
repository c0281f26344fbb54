/** A name that every file system takes: the title with what it may not hold made plain, and the day. */
export function fileName(title: string, extension: string, day: Date): string {
  const plain = title
    .normalize("NFC")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 80);
  const date = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${plain || "footpath-map"}-${date.join("-")}.${extension}`;
}

export function download(file: Blob, title: string, extension: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName(title, extension, new Date());
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
