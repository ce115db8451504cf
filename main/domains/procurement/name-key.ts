/** What makes two written names one: capitals, spaces and points aside. */
export function nameKey(name: string): string {
  return name.toLowerCase().replaceAll(/[\s.]+/g, "");
}
