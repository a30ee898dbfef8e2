/** Made by `classic-scripts.ts`. */
declare module "classic:*" {
  /** Path or URL of the script. */
  const url: string;
  export default url;
}
