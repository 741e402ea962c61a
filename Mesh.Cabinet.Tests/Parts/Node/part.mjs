// What every part in Node does: listens on the port it is given, says so, and ends with whoever started it.
import { createServer } from "node:http";

const port = Number(process.env.PORT);

/** Where this part is to be found. */
export const address = process.env.ADDRESS;

/** Serves requests by an express application or any other handler of node:http. */
export function serve(handler) {
    createServer(handler).listen(port, "127.0.0.1", () => console.log("ready"));
    process.stdin.resume().on("end", () => process.exit());
}
