/** Preloaded into a server: prints the modules that it has loaded when it gets the signal. */
process.on("SIGUSR2", () => console.log(`loaded ${JSON.stringify(Object.keys(require.cache))}`));
