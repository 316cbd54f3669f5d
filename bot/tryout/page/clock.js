/* The travelling clock, menus and dialogs, and the wiring of it all. */

function setClock(seconds) {
  if (seconds) ahead = seconds * 1000 - Date.now();
  const now = (Date.now() + ahead) / 1000;
  $("now").textContent = format(now, { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  $("now").dateTime = new Date(now * 1000).toISOString();
}

function travelling(kind) {
  bot.travelling = kind;
  status();
  $("progress").hidden = !kind;
  $("jumps").querySelectorAll("button").forEach((button) => {
    button.disabled = Boolean(kind);
    button.setAttribute("aria-busy", String(button.dataset.kind === kind));
  });
}

function zones() {
  const known = Intl.supportedValuesOf ? Intl.supportedValuesOf("timeZone") : [];
  const all = [...new Set([own, "UTC", zone, ...known])];
  $("zone").replaceChildren(...all.map((name) => make("option", { value: name }, name.replaceAll("_", " "))));
  $("zone").value = zone;
  $("zone").addEventListener("change", () => {
    zone = $("zone").value;
    localStorage.setItem("zone", zone);
    setClock();
    redraw();
  });
}

/* Menus: a small sheet beside what opened it; arrows move, Escape closes. */

let opener = null;

function openSheet(anchor, choices) {
  closeSheet();
  const sheet = $("sheet");
  sheet.replaceChildren(...choices.map(([label, run, hint]) => make("button",
    { type: "button", role: "menuitem", onclick: () => { closeSheet(); run(); } }, label, hint ? make("small", {}, hint) : null)));
  sheet.hidden = false;
  opener = anchor;
  anchor.setAttribute("aria-expanded", "true");
  const app = sheet.parentElement.getBoundingClientRect();
  const at = anchor.getBoundingClientRect();
  const top = at.bottom + 6 + sheet.offsetHeight < app.bottom ? at.bottom + 6 : Math.max(app.top + 6, at.top - 6 - sheet.offsetHeight);
  sheet.style.top = `${top - app.top}px`;
  sheet.style.left = `${Math.max(10, Math.min(at.left - app.left, app.width - sheet.offsetWidth - 10))}px`;
  sheet.querySelector("button").focus();
}

function closeSheet(back = false) {
  if (!opener) return;
  $("sheet").hidden = true;
  opener.setAttribute("aria-expanded", "false");
  if (back) opener.focus();
  opener = null;
}

$("sheet").addEventListener("keydown", (event) => {
  const items = [...$("sheet").querySelectorAll("button")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
  if (event.key === "Escape") closeSheet(true);
  if (event.key === "Tab") closeSheet();
  if (step || event.key === "Escape") event.preventDefault();
});
document.addEventListener("pointerdown", (event) => { if (!event.target.closest("#sheet")) closeSheet(); });

/* Sharing a place */

const CITIES = {
  Berlin: [52.52, 13.405], London: [51.507, -0.128], Lisbon: [38.722, -9.139], Cairo: [30.044, 31.236], Nairobi: [-1.286, 36.817],
  Delhi: [28.644, 77.216], Singapore: [1.29, 103.85], Tokyo: [35.69, 139.692], Sydney: [-33.868, 151.207], Auckland: [-36.849, 174.763],
  "São Paulo": [-23.548, -46.636], "New York": [40.714, -74.006], Denver: [39.739, -104.985], "Los Angeles": [34.052, -118.244], Honolulu: [21.307, -157.858],
};

function openPlaces() { $("place").showModal(); }

function locate(latitude, longitude) {
  $("place").close();
  if (keyboard && keyboard.one_time_keyboard) { keyboard = null; drawKeys(); }
  act("locate", { latitude, longitude });
}

/* Wiring */

$("cities").append(...Object.entries(CITIES).map(([name, where]) => make("button", { type: "button", onclick: () => locate(...where) }, name)));
$("coordinates").addEventListener("submit", (event) => {
  event.preventDefault();
  locate(Number($("latitude").value), Number($("longitude").value));
});
$("composer").addEventListener("submit", (event) => { event.preventDefault(); send(); });
$("text").addEventListener("input", grow);
$("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
  if (event.key === "Escape" && context) setContext(null);
});
$("context").querySelector("button").addEventListener("click", () => { if (context.kind === "edit") { $("text").value = ""; grow(); } setContext(null); });
$("start").addEventListener("click", async () => { await actions.say("/start"); $("text").focus(); });
$("menu").addEventListener("click", () => openSheet($("menu"),
  bot.commands.map(({ command, description }) => [`/${command}`, () => actions.say(`/${command}`), description])));
$("attach").addEventListener("click", () => openSheet($("attach"),
  [["Share a place", openPlaces], ["Voice message", () => act("voice")], ["Sticker", () => act("sticker")]]));
$("jumps").addEventListener("click", (event) => { if (event.target.dataset.kind) { follow(); act("travel", { kind: event.target.dataset.kind }); } });
$("golive").addEventListener("click", () => $("live").showModal());
$("down").addEventListener("click", toEnd);
$("middle").addEventListener("scroll", () => { stick = below() < 16; if (stick) $("down").hidden = true; }, { passive: true });
const sizes = new ResizeObserver(() => { if (stick) toEnd(); });
[$("middle"), $("log")].forEach((element) => sizes.observe(element));

zones();
setInterval(() => setClock(), 1000);
listen();
