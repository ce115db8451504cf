/**
 * The address of a file a worker thread loads, named without its ending from the folder of `main/`: sources run as `.ts`, the
 * bundle of the shell holds the same files as `.js` beside its entry, by their last name.
 */
export function siblingUrl(fromUrl: string, path: string): string {
  if (fromUrl.endsWith(".ts")) return new URL(`./${path}.ts`, fromUrl).href;
  const name = path.split("/").at(-1) ?? path;
  return new URL(`./${name}.js`, fromUrl).href;
}
