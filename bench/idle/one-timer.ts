/** The baseline of an idle process: a runtime, and a timer that fires once a second. */
setInterval(() => {}, 1_000);
console.log("idle");
