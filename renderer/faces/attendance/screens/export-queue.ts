/** Hands what was not sent to a person as a file: for a terminal that was revoked or broke. */
export function exportQueue(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "bergizi-absensi.json";
  link.click();
  URL.revokeObjectURL(url);
}
