// Opens a profile page in headless Chromium, straight from disk, and uses it as a person would.
//
//   ttil run --profile-out /some/folder/page.html examples/53-worker-pool.ttvm
//   node tests/browser/profile-page.mjs /some/folder/page.html
//
// Chromium is looked for as CHROMIUM, or else chromium, chromium-browser and google-chrome. It is driven over a pipe, so nothing else is needed.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const page = process.argv[2];
const chromium = [process.env.CHROMIUM, "chromium", "chromium-browser", "google-chrome"].find(name => name && spawnSync(name, ["--version"]).status === 0);
if (!page || !chromium) {
  console.error(page ? "There is no Chromium." : "usage: node profile-page.mjs PAGE.html");
  process.exit(2);
}

const profile = mkdtempSync(join(tmpdir(), "profile-page-"));
const browser = spawn(chromium, ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--window-size=1200,900", `--user-data-dir=${profile}`, "about:blank"], {
  stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
});
const answers = new Map(), events = [];
let lastId = 0, received = "";
browser.stdio[4].setEncoding("utf8");
browser.stdio[4].on("data", text => {
  received += text;
  for (let end = received.indexOf("\0"); end >= 0; end = received.indexOf("\0")) {
    const message = JSON.parse(received.slice(0, end));
    received = received.slice(end + 1);
    if (message.id) { answers.get(message.id)(message); } else { events.push(message); }
  }
});

function send(method, params = {}, sessionId = undefined) {
  const id = ++lastId;
  return new Promise((done, fail) => {
    answers.set(id, message => message.error ? fail(new Error(`${method}: ${message.error.message}`)) : done(message.result));
    browser.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
  });
}

let failures = 0;
function check(what, holds, seen = "") {
  failures += holds ? 0 : 1;
  console.log(`${holds ? "ok  " : "FAIL"} ${what}${holds ? "" : `: ${JSON.stringify(seen)}`}`);
}

async function run() {
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const call = (method, params) => send(method, params, sessionId);
  const look = async expression => {
    const { result, exceptionDetails } = await call("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) { throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text); }
    return result.value;
  };
  const key = async name => {
    for (const type of ["keyDown", "keyUp"]) { await call("Input.dispatchKeyEvent", { type, key: name, windowsVirtualKeyCode: { Enter: 13, Escape: 27, ArrowUp: 38, ArrowDown: 40 }[name], text: name === "Enter" ? "\r" : undefined }); }
  };

  await call("Page.enable");
  await call("Runtime.enable");
  await call("Network.enable");
  await call("Page.navigate", { url: pathToFileURL(resolve(page)).href });
  for (let tries = 0; tries < 100 && !(await look("document.readyState === 'complete' && document.querySelectorAll('.frame').length > 0")); tries++) {
    await new Promise(done => setTimeout(done, 50));
  }

  const frames = () => look("document.querySelectorAll('.frame').length");
  const status = () => look("document.getElementById('status').textContent");
  check("frames are drawn", await frames() > 1, await frames());
  check("they fit the chart", await look("[...document.querySelectorAll('.frame')].every(frame => frame.getBoundingClientRect().right <= document.getElementById('chart').getBoundingClientRect().right + 2)"));
  check("the first frame is as wide as the chart", await look("Math.abs(document.querySelector('.frame').offsetWidth - document.getElementById('chart').clientWidth) <= 1"));
  check("the table has rows", await look("document.querySelectorAll('#functions tbody tr').length") > 0);

  await look("document.querySelector('input[name=weight][value=\"1\"]').click()");
  check("instructions can be shown", (await status()).includes("instructions ("), await status());
  await look("document.querySelector('.frame').focus()");
  await key("ArrowDown");
  const below = await look("document.activeElement.getAttribute('aria-level')");
  check("an arrow goes to what is below", below === "2", below);
  await key("Enter");
  check("Enter zooms to it", await look("document.activeElement.offsetWidth >= document.getElementById('chart').clientWidth - 1 && document.querySelectorAll('.frame.above').length === 1"));
  await key("Escape");
  check("Escape shows the whole graph", await look("document.querySelectorAll('.frame.above').length === 0"));
  await look("[...document.querySelectorAll('.frame')].at(-1).click()");
  check("a click zooms", await look("document.querySelectorAll('.frame.above').length >= 1"));
  await look("document.getElementById('reset').click()");

  const name = await look("document.querySelector('#functions tbody td').textContent");
  await look(`(() => { const search = document.getElementById('search'); search.value = ${JSON.stringify(name)}; search.dispatchEvent(new Event('input')); })()`);
  check("the search finds a function", await look("document.querySelectorAll('.frame.found').length") > 0);
  check("and says how much it is", (await status()).includes("%"), await status());
  check("the table shows what was found", await look(`[...document.querySelectorAll('#functions tbody tr')].every(row => row.className === 'found')`));
  await look("(() => { const search = document.getElementById('search'); search.value = ''; search.dispatchEvent(new Event('input')); })()");

  await look("document.querySelectorAll('#functions th button')[2].click()");
  const calls = await look("[...document.querySelectorAll('#functions tbody tr td:nth-child(3)')].map(cell => Number(cell.textContent.replaceAll(',', '')))");
  check("the table can be sorted", calls.every((count, index) => index === 0 || calls[index - 1] >= count), calls);
  check("and says how", await look("document.querySelectorAll('#functions th')[2].getAttribute('aria-sort')") === "descending");

  const processes = await look("document.getElementById('process').options.length");
  if (processes > 1) {
    const before = await status();
    await look("(() => { const select = document.getElementById('process'); select.value = select.options.length - 1; select.dispatchEvent(new Event('change')); })()");
    check("a process can be chosen", await status() !== before, before);
  }

  const theme = await look("document.documentElement.dataset.theme");
  await look("document.getElementById('theme').click()");
  check("dark and light can be exchanged", await look("document.documentElement.dataset.theme") !== theme);
  check("no name became HTML", await look("document.querySelectorAll('img, iframe, object, a, script').length") === 2);
  check("nothing was fetched", events.filter(event => event.method === "Network.requestWillBeSent").every(event => event.params.request.url.startsWith("file:")));
  const problems = events.filter(event => event.method === "Runtime.exceptionThrown" || (event.method === "Runtime.consoleAPICalled" && event.params.type === "error"));
  check("there was no error", problems.length === 0, problems);
}

try {
  await run();
} finally {
  browser.kill();
  await new Promise(done => browser.once("exit", done));
  rmSync(profile, { recursive: true, force: true });
}

process.exitCode = failures === 0 ? 0 : 1;
