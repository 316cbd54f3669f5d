/* State, events and actions of the page. */

const $ = (id) => document.getElementById(id);
const messages = new Map();
const waiting = new Map(); // callback query id -> the button that spins
let bot = { bot: "Bot", description: "", commands: [], travel: false };
let ahead = 0; // how far the shared clock is ahead of this machine's, in milliseconds
let keyboard = null;
let context = null; // {kind: "reply" | "edit", message}
let typing = 0;

const own = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
let zone = localStorage.getItem("zone") || own;

const view = {
  get bot() { return bot.bot; },
  time: (seconds) => format(seconds, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  day: (seconds) => format(seconds, { weekday: "long", day: "numeric", month: "long" }),
};

function format(seconds, how) {
  return new Intl.DateTimeFormat("en-GB", { ...how, timeZone: zone }).format(new Date(seconds * 1000));
}

/* Talking to the server */

async function act(action, given = {}) {
  const answer = await fetch("/chat/do", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ action, ...given }),
  });
  const result = await answer.json().catch(() => ({ error: "The local Telegram does not answer" }));
  if (result.error) toast(result.error);
  return result;
}

async function load() {
  const state = await (await fetch(`/chat/state?language=${encodeURIComponent(navigator.language || "en")}`)).json();
  messages.clear();
  state.messages.forEach((message) => messages.set(message.data.message_id, message));
  keyboard = state.keyboard;
  learn(state);
  travelling(state.travelling);
  redraw();
  toEnd();
}

function listen() {
  const events = new EventSource("/chat/events");
  events.onopen = () => { load(); status(); };
  events.onerror = () => { $("status").textContent = "connecting…"; };
  events.onmessage = (event) => hear(JSON.parse(event.data));
}

const HEARD = {
  said: put, sent: put, edited: put, reacted: put,
  deleted: (event) => { messages.delete(event.message.data.message_id); redraw(); },
  action: () => { typing = Date.now() + 5000; status(); setTimeout(status, 5100); },
  answered, profile: learn, travel: (event) => travelling(event.travelling),
};

function hear(event) {
  setClock(event.now);
  if (HEARD[event.type]) HEARD[event.type](event);
}

function put(event) {
  const { message, type } = event;
  const id = message.data.message_id;
  const near = below() < 140 || (type === "sent" && Date.now() < followed);
  const before = messages.get(id);
  messages.set(id, message);
  if (type === "sent") { typing = 0; status(); keepKeyboard(message.data.reply_markup); }
  if (before) replaceRow(message);
  else appendRow(message, true);
  furniture();
  if (!near && type !== "said") { $("down").hidden = Boolean(before); return; }
  toEnd();
  if (!before || summary(before.data) !== summary(message.data)) showTop(id);
}

/* Whoever tapped, or travelled, wants to see what comes of it, wherever they had scrolled. */
let followed = 0;
function follow() { followed = Date.now() + 20000; }

/* What is taller than the window is read from its first line. */
function showTop(id) {
  const middle = $("middle");
  const last = $("log").lastElementChild;
  if (Number(last.dataset.id) !== id || last.offsetHeight < middle.clientHeight - 16) return;
  middle.scrollTop = last.offsetTop - 8;
  stick = false;
  $("down").hidden = false;
}

function keepKeyboard(markup) {
  if (!markup || markup.inline_keyboard) return;
  keyboard = markup.keyboard ? markup : null;
  drawKeys();
}

function answered(event) {
  const button = waiting.get(event.query_id);
  waiting.delete(event.query_id);
  if (button) button.classList.remove("waiting");
  if (!event.text) return;
  if (!event.show_alert) return toast(event.text);
  $("alerttext").textContent = event.text;
  $("alert").showModal();
}

function learn(state) {
  bot = { ...bot, ...state };
  document.title = `${bot.bot} · local try-out`;
  document.querySelector(".name").textContent = bot.bot;
  document.querySelector(".avatar").textContent = bot.bot.split(/\s+/).slice(0, 2).map((word) => word[0]).join("").toUpperCase();
  document.querySelector("#about p").textContent = bot.description;
  $("jumps").hidden = !bot.travel;
  setClock(state.now);
  furniture();
}

/* Drawing the log */

function redraw() {
  $("log").replaceChildren();
  [...messages.values()].forEach((message) => appendRow(message, false));
  furniture();
  drawKeys();
}

function appendRow(message, fresh) {
  const log = $("log");
  const last = log.lastElementChild;
  const day = view.day(message.data.date);
  const element = row(message, view, actions);
  element.dataset.day = day;
  const newDay = !last || last.dataset.day !== day;
  if (newDay) log.append(make("div", { class: "day", role: "heading", "aria-level": 2, "data-day": day }, day));
  const mine = element.classList.contains("mine");
  if (newDay || !last.classList.contains("row") || last.classList.contains("mine") !== mine) element.classList.add("first");
  else last.classList.remove("tail");
  element.classList.add("tail");
  if (fresh) element.classList.add("new");
  pressable(element, message.data.message_id);
  log.append(element);
}

function replaceRow(message) {
  const id = message.data.message_id;
  const old = document.querySelector(`[data-id="${id}"]`);
  const element = row(message, view, actions);
  ["first", "tail"].forEach((name) => element.classList.toggle(name, old.classList.contains(name)));
  element.dataset.day = old.dataset.day;
  pressable(element, id);
  const focused = old.contains(document.activeElement) ? document.activeElement.textContent : null;
  const film = keepFilm(old, element);
  old.replaceWith(element);
  if (film) film.play().catch(() => {});
  if (focused !== null) focusAgain(element, focused);
}

/* A film whose words change goes on where it is; gives the one that has to be set going again. */
function keepFilm(old, element) {
  const [before, after] = [old, element].map((each) => each.querySelector(".media > video"));
  if (!before || !after || before.src !== after.src) return null;
  const goes = !before.paused;
  before.parentElement.setAttribute("aria-label", after.parentElement.getAttribute("aria-label"));
  after.parentElement.replaceWith(before.parentElement);
  return goes ? before : null;
}

/* Who goes by keyboard stays on the button that says the same, else comes to the first, or to the text. */
function focusAgain(element, label) {
  const buttons = [...element.querySelectorAll(".board button")];
  const same = buttons.find((button) => button.textContent === label);
  (same || buttons[0] || $("text")).focus({ preventScroll: true });
}

/* A long touch opens the menu of a message. */
function pressable(element, id) {
  let timer = 0;
  const stop = () => clearTimeout(timer);
  element.querySelector(".bubble").addEventListener("touchstart", () => {
    timer = setTimeout(() => actions.menu(messages.get(id), element.querySelector(".bubble")), 450);
  }, { passive: true });
  ["touchend", "touchmove", "touchcancel"].forEach((name) => element.addEventListener(name, stop, { passive: true }));
}

function furniture() {
  const empty = messages.size === 0;
  $("about").hidden = !(empty && bot.description);
  $("start").hidden = !empty;
  $("composer").hidden = empty;
  $("menu").hidden = !bot.commands.length;
}

function drawKeys() {
  const rows = keyboard ? keyboard.keyboard : [];
  $("keys").hidden = !rows.length;
  $("keys").replaceChildren(...rows.map((keys) => make("div", {}, ...keys.map((key) =>
    make("button", { type: "button", class: key.style || "", onclick: () => pressKey(key) }, key.text)))));
  $("text").placeholder = (keyboard && keyboard.input_field_placeholder) || "Message";
}

function pressKey(key) {
  if (key.request_location) return openPlaces();
  if (keyboard.one_time_keyboard) { keyboard = null; drawKeys(); }
  return actions.say(key.text);
}

let stick = true; // the newest message stays in sight while sizes change
const below = () => { const m = $("middle"); return m.scrollHeight - m.scrollTop - m.clientHeight; };
function toEnd() { const m = $("middle"); m.scrollTop = m.scrollHeight; stick = true; $("down").hidden = true; }

function status() {
  const busy = Date.now() < typing;
  $("status").textContent = bot.travelling ? "travelling in time…" : busy ? "typing…" : "bot";
  $("status").classList.toggle("busy", busy || Boolean(bot.travelling));
}

function toast(text) {
  const note = make("p", {}, text);
  $("toasts").append(note);
  setTimeout(() => note.remove(), 3500 + text.length * 30);
}

/* What a person does */

const actions = {
  say: (text) => act("say", { text }),
  copy: async (text) => { await navigator.clipboard.writeText(text); toast("Copied"); },
  show: (id) => {
    const element = document.querySelector(`[data-id="${id}"]`);
    if (element) element.scrollIntoView({ block: "center", behavior: "smooth" });
  },
  tap: async (message, button, element) => {
    element.classList.add("waiting");
    follow();
    const result = await act("tap", { message_id: message.data.message_id, data: button.callback_data });
    if (result.query_id && !tapsAnswered.delete(result.query_id)) waiting.set(result.query_id, element);
    else element.classList.remove("waiting");
  },
  menu: (message, anchor) => {
    const mine = !(message.data.from && message.data.from.is_bot);
    const choices = [["Reply", () => setContext("reply", message)]];
    if (mine && message.data.text) choices.push(["Edit", () => setContext("edit", message)]);
    if (summary(message.data)) choices.push(["Copy text", () => actions.copy(message.data.text || message.data.caption || "")]);
    openSheet(anchor, choices);
  },
};

/* An answer can overtake the reply to the tap itself. */
const tapsAnswered = new Set();
HEARD.answered = (event) => { if (!waiting.has(event.query_id)) tapsAnswered.add(event.query_id); answered(event); };

function setContext(kind, message) {
  context = kind ? { kind, message } : null;
  $("context").hidden = !context;
  if (!context) return;
  $("context").querySelector("strong").textContent = kind === "edit" ? "Edit message" : "Reply to";
  $("context").querySelector("span").textContent = summary(message.data);
  if (kind === "edit") { $("text").value = message.data.text; grow(); }
  $("text").focus();
}

function send() {
  const text = $("text").value;
  if (!text.trim()) return;
  const id = context && context.message.data.message_id;
  if (context && context.kind === "edit") act("edit", { text, message_id: id });
  else act("say", { text, reply_to: id || 0 });
  $("text").value = "";
  grow();
  setContext(null);
}

function grow() {
  const field = $("text");
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
