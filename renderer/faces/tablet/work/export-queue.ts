/** Hands the queue to the person as a file: for a tablet that was revoked or broke. */
export function exportQueue(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "bergizi-tablet.json";
  link.click();
  URL.revokeObjectURL(url);
}
