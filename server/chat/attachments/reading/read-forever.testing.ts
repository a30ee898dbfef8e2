import { makeEndlessPdf } from "./pdf.testing.ts";
import { read } from "./reading.testing.ts";

// A server that reads a file for hours, for the test that kills it.
await read("endless.pdf", makeEndlessPdf());
