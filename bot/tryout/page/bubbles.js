"use strict";
/* Drawing: messages, buttons and small parts. Nothing from a message is ever read as HTML. */

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

const PICTURES = {
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  place: "M12 21s7-6.3 7-11a7 7 0 0 0-14 0c0 4.7 7 11 7 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  voice: "M12 4v10M8 8v3M16 8v3M4 9.5v1M20 9.5v1M8 19h8",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20c1-4 4-5 7-5s6 1 7 5",
  away: "M8 16 17 7M9 7h8v8",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  dots: "M12 6v.01M12 12v.01M12 18v.01",
};

const mediaAddress = (file) => `/chat/media/${encodeURIComponent(file.file_id)}`;

/* Text with entities. Offsets are UTF-16 units, as are JavaScript's strings. */
function words(text, entities, actions) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return fragment(text, 0, text.length, sorted, actions);
}

function fragment(text, from, to, entities, actions) {
  const parts = document.createDocumentFragment();
  let at = from;
  for (let n = 0; n < entities.length; n++) {
    const entity = entities[n];
    const end = entity.offset + entity.length;
    if (entity.offset < at || end > to) continue;
    const inner = entities.slice(n + 1).filter((e) => e.offset >= entity.offset && e.offset + e.length <= end);
    parts.append(text.slice(at, entity.offset));
    parts.append(dressed(entity, text.slice(entity.offset, end), fragment(text, entity.offset, end, inner, actions), actions));
    at = end;
  }
  parts.append(text.slice(at, to));
  return parts;
}

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

function dressed(entity, plain, content, actions) {
  if (TAGS[entity.type]) return make(TAGS[entity.type], {}, content);
  if (entity.type === "text_link" || entity.type === "url") {
    const address = entity.url || plain;
    if (!/^(https?|tg):/i.test(address)) return content;
    return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, content);
  }
  if (entity.type === "bot_command") {
    return make("button", { type: "button", class: "command", onclick: () => actions.say(plain) }, content);
  }
  if (entity.type === "spoiler") {
    const hidden = make("button", { type: "button", class: "spoiler", "aria-label": "Hidden text", "aria-expanded": "false" }, content);
    hidden.addEventListener("click", () => { hidden.setAttribute("aria-expanded", "true"); hidden.removeAttribute("aria-label"); });
    return hidden;
  }
  return content;
}

function media(data) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const about = data.caption || "";
  if (data.photo) {
    const large = data.photo[data.photo.length - 1];
    const picture = make("img", { src: mediaAddress(large), width: large.width, height: large.height, alt: about || "Picture", loading: "lazy" });
    return make("a", { class: "media", href: mediaAddress(large), target: "_blank" }, picture);
  }
  const film = data.animation || data.video;
  if (film && /^image\//.test(film.mime_type)) {
    return make("div", { class: "media" }, make("img", { src: mediaAddress(film), width: film.width, height: film.height, alt: about || "Animation" }));
  }
  if (film) {
    const looping = Boolean(data.animation);
    const video = make("video", {
      src: mediaAddress(film), width: film.width, height: film.height, playsinline: true, preload: "auto",
      loop: looping, autoplay: looping && !still, controls: !looping,
    });
    video.muted = looping;
    if (!looping) return make("div", { class: "media" }, video);
    return make("button", { type: "button", class: "media", "aria-label": `${about || "Animation"} (plays or pauses)`, onclick: () => (video.paused ? video.play() : video.pause()) }, video);
  }
  return null;
}

function card(picture, title, under, attributes = { tag: "div" }) {
  const { tag, ...rest } = attributes;
  return make(tag, { class: "file", ...rest },
    make("span", { class: "badge" }, icon(picture)), make("span", {}, make("b", {}, title), make("small", {}, under)));
}

function size(bytes) {
  return bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function attachment(data) {
  if (data.document && !data.animation) {
    return card(PICTURES.file, data.document.file_name, size(data.document.file_size),
      { tag: "a", href: mediaAddress(data.document), download: data.document.file_name });
  }
  if (data.location) return card(PICTURES.place, "Place", `${data.location.latitude.toFixed(3)}°, ${data.location.longitude.toFixed(3)}°`);
  if (data.voice) return card(PICTURES.voice, "Voice message", `${data.voice.duration} s`);
  if (data.contact) return card(PICTURES.person, data.contact.first_name, data.contact.phone_number);
  if (data.sticker) return make("span", { class: "sticker" }, data.sticker.emoji || "Sticker");
  if (data.poll) return card(PICTURES.file, data.poll.question, data.poll.options.map((o) => o.text).join(" · "));
  return null;
}

/* One line that stands for a message: in a quote, in a notice. */
function summary(data) {
  const text = data.text || data.caption;
  if (text) return text.replace(/\s+/g, " ").slice(0, 120);
  const kinds = { photo: "Picture", animation: "Animation", video: "Video", document: "File", location: "Place", voice: "Voice message", sticker: "Sticker", contact: "Contact", poll: "Poll" };
  return kinds[Object.keys(kinds).find((kind) => data[kind])] || "Message";
}

function quoted(data, botName, actions) {
  const reply = data.reply_to_message;
  if (!reply) return null;
  return make("button", { type: "button", class: "quote", onclick: () => actions.show(reply.message_id) },
    make("b", {}, reply.from && reply.from.is_bot ? botName : "You"), make("span", { dir: "auto" }, summary(reply)));
}

function board(message, actions) {
  const rows = (message.data.reply_markup || {}).inline_keyboard;
  if (!rows) return null;
  return make("div", { class: "board" }, ...rows.map((row) => make("div", {}, ...row.map((button) => boardButton(button, message, actions)))));
}

function boardButton(button, message, actions) {
  const look = button.style || "";
  if (button.url) {
    const mark = make("span", { class: "mark" }, icon(PICTURES.away));
    return make("a", { class: look, href: /^(https?|tg):/i.test(button.url) ? button.url : `https://${button.url}`, target: "_blank", rel: "noopener noreferrer" }, button.text, mark);
  }
  if (button.copy_text) {
    const mark = make("span", { class: "mark" }, icon(PICTURES.copy));
    return make("button", { type: "button", class: look, onclick: () => actions.copy(button.copy_text.text) }, button.text, mark);
  }
  const element = make("button", { type: "button", class: look }, button.text);
  element.addEventListener("click", () => actions.tap(message, button, element));
  return element;
}

/* A whole row of the log: the bubble, its buttons and its menu. */
function row(message, view, actions) {
  const { data } = message;
  const mine = !(data.from && data.from.is_bot);
  const picture = media(data);
  const text = data.text || data.caption || "";
  const entities = data.entities || data.caption_entities || [];
  const clock = `${message.edited ? "edited " : ""}${view.time(data.date)}`;
  const bubble = make("div", { class: `bubble${picture && !text ? " bare" : ""}` },
    quoted(data, view.bot, actions), picture, attachment(data),
    text ? make("span", { class: "words", dir: "auto" }, words(text, entities, actions)) : null,
    make("time", { class: "meta", datetime: new Date(data.date * 1000).toISOString() }, clock));
  const more = make("button", { type: "button", class: "more", "aria-label": "Message menu", "aria-haspopup": "menu" }, icon(PICTURES.dots));
  more.addEventListener("click", () => actions.menu(message, more));
  const element = make("div", { class: `row${mine ? " mine" : ""}`, "data-id": data.message_id },
    make("span", { class: "hidden" }, mine ? "You: " : `${view.bot}: `),
    make("div", { class: "line" }, bubble, more), board(message, actions));
  if (message.reactions.length) element.append(make("span", { class: "reactions", "aria-label": `Reaction ${message.reactions.join(" ")}` }, message.reactions.join(" ")));
  return element;
}
