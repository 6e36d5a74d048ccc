// Asks axe-core, in a real Chromium, whether pages keep WCAG 2.2 A and AA at three widths.
//
//     node axe.mjs AXE.JS CHROMIUM PAGE...
//
// Talks to the browser through a pipe, so that it needs nothing else.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [axePath, chromium, ...pages] = process.argv.slice(2);
const axe = readFileSync(axePath, "utf8");
const widths = [400, 900, 1400];
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const profile = mkdtempSync(join(tmpdir(), "axe-"));
const browser = spawn(chromium, [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    `--user-data-dir=${profile}`, "--remote-debugging-pipe", "about:blank",
], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });

const [, , , toBrowser, fromBrowser] = browser.stdio;
const waiting = new Map();
let last = 0;
let rest = "";
fromBrowser.on("data", (bytes) => {
    const messages = (rest + bytes).split("\0");
    rest = messages.pop();
    for (const { id, result, error, method } of messages.map((text) => JSON.parse(text))) {
        const key = id ?? method;
        const answer = waiting.get(key);
        waiting.delete(key);
        answer?.(error ? Promise.reject(new Error(error.message)) : result);
    }
});

function send(method, params = {}, sessionId = undefined) {
    const id = ++last;
    const answer = new Promise((answered) => waiting.set(id, answered));
    toBrowser.write(JSON.stringify({ id, method, params, sessionId }) + "\0");
    return answer;
}

const happens = (event) => new Promise((answered) => waiting.set(event, answered));

async function violations(session, page, width) {
    const shown = { width, height: 1200, deviceScaleFactor: 1, mobile: width < 500 };
    await send("Emulation.setDeviceMetricsOverride", shown, session);
    const loaded = happens("Page.loadEventFired");
    await send("Page.navigate", { url: pathToFileURL(resolve(page)).href }, session);
    await loaded;
    await send("Runtime.evaluate", { expression: axe }, session);
    const run = `axe.run({ runOnly: ${JSON.stringify(rules)} }).then((told) => JSON.stringify({
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        passes: told.passes.length,
        found: told.violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map((n) => n.html) })),
    }))`;
    const asked = { expression: run, awaitPromise: true, returnByValue: true };
    const { result } = await send("Runtime.evaluate", asked, session);
    return JSON.parse(result.value);
}

let faults = 0;
try {
    const { targetId } = await send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
    await send("Page.enable", {}, sessionId);
    await send("Page.setBypassCSP", { enabled: true }, sessionId);
    for (const page of pages) {
        for (const width of widths) {
            const { wide, passes, found } = await violations(sessionId, page, width);
            if (passes === 0) throw new Error(`axe-core looked at nothing in ${page}`);
            if (0 < wide) {
                console.error(`${page} at ${width}: ${wide} pixels too wide`);
                faults += 1;
            }
            for (const { id, help, nodes } of found) {
                console.error(`${page} at ${width}: ${id}: ${help} (${nodes.length})`);
                nodes.slice(0, 3).forEach((html) => console.error(`    ${html.slice(0, 200)}`));
                faults += 1;
            }
        }
    }
} finally {
    browser.kill();
    await new Promise((gone) => browser.on("exit", gone));
    rmSync(profile, { recursive: true, force: true });
}
console.log(`axe-core: ${pages.length} pages at ${widths.join(", ")} pixels, ${faults} faults`);
process.exit(faults === 0 ? 0 : 1);
