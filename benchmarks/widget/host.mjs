// The websites of the benchmark: a page with nothing, one with the component, one with rasa-webchat; and a bot for the last.
// node host.mjs PORT SERVICE  (SERVICE: the address of Loopbaanwijzer)

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const [port, service, packages] = process.argv.slice(2);
const { Server } = createRequire(join(packages, "here.js"))("socket.io");
const webchat = gzipSync(readFileSync(join(packages, "node_modules/rasa-webchat/lib/index.js")), { level: 9 });
const TEXT = "<p>Hier staat een tekst van de gastheer, zoals op elke website.</p>".repeat(30);
const page = (tail) =>
  gzipSync(
    `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Een andere website</title>
<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="Een website van anderen."></head><body><main><h1>Een andere website</h1>${TEXT}</main>${tail}</body></html>`,
  );
// rasa-webchat waits before each message by default; not here.
const START = `WebChat.default({socketUrl: location.origin, socketPath: "/socket.io/", initPayload: "/begin", title: "Een bot",
  customMessageDelay: () => 0, params: {storage: "session"}}, null)`;
const PAGES = {
  "/niets": page(""),
  "/loopbaanwijzer": page(`<script src="${service}/static/loopbaan-wijzer.js" defer></script><loopbaan-wijzer></loopbaan-wijzer>`),
  "/knop": page(`<script src="/knop.js" defer></script>`),
  "/rasa-webchat": page(`<script src="/rasa-webchat.js" defer></script><script src="/start.js" defer></script>`),
};
const BUTTON = `document.body.append(Object.assign(document.createElement("button"), {id: "knop", textContent: "Vraag?", style: "position:fixed;right:9px;bottom:9px"}))`;
const SCRIPTS = { "/knop.js": gzipSync(BUTTON), "/rasa-webchat.js": webchat, "/start.js": gzipSync(START) };

const server = createServer((request, response) => {
  const body = PAGES[request.url] ?? SCRIPTS[request.url];
  if (!body) return void response.writeHead(404).end();
  const type = PAGES[request.url] ? "text/html; charset=utf-8" : "text/javascript; charset=utf-8";
  response.writeHead(200, { "Content-Type": type, "Content-Encoding": "gzip", "Content-Length": body.length });
  response.end(body);
});
new Server(server, { allowEIO3: true }).on("connection", (socket) => {
  socket.on("session_request", (asked) => socket.emit("session_confirm", asked?.session_id ?? socket.id));
  socket.on("user_uttered", () => socket.emit("bot_uttered", { text: "Hallo! Waarmee kan ik je helpen?" }));
});
server.listen(Number(port), "127.0.0.1");
