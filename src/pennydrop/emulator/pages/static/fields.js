// The fields of the form: which there are, what each must hold, and where its trouble is shown.

import { cvcProblem, expiryProblem, numberProblem } from "./card.js";

const POSTAL_CODES = {
  US: { name: "ZIP", pattern: /^\d{5}(-\d{4})?$/ },
  GB: { name: "Postal code", pattern: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i },
  CA: { name: "Postal code", pattern: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i },
};

// The fields of one group share the line under it. A field that is not on the page, because its method is not chosen
// or its country has no such thing, asks nothing.
const FIELDS = [
  { id: "email", group: "email-fieldset", problem: emailProblem },
  { id: "cardNumber", group: "cardNumber-fieldset", problem: numberProblem },
  { id: "cardExpiry", group: "cardNumber-fieldset", problem: (text) => expiryProblem(text) },
  { id: "cardCvc", group: "cardNumber-fieldset", problem: (text) => cvcProblem(text, valueOf("cardNumber")) },
  { id: "billingName", group: "billingName-fieldset", problem: () => "" },
  { id: "billingAddressLine1", group: "country-fieldset", problem: () => "" },
  { id: "billingLocality", group: "country-fieldset", problem: () => "" },
  { id: "billingPostalCode", group: "country-fieldset", problem: postalCodeProblem },
  { id: "phoneNumber", group: "phoneNumber-fieldset", problem: phoneProblem },
];
const REQUIRED = "Required"; // said beside the group's label; everything else is said under the group
const problems = new Map();

export function valueOf(id) {
  return document.getElementById(id)?.value.trim() ?? "";
}

export function isComplete() {
  return asked().every((field) => !problemOf(field));
}

// Shows what is missing or wrong in every field; the first of them gets the focus. True when nothing is.
export function validate() {
  const wrong = asked().filter((field) => showProblem(field.id, problemOf(field)));
  if (wrong.length) document.getElementById(wrong[0].id).focus();
  return wrong.length === 0;
}

// What somebody typed and left again is checked at once; a field still empty waits for the Pay button.
export function checkTyped(id) {
  const field = asked().find((one) => one.id === id);
  if (field && valueOf(id)) showProblem(id, problemOf(field));
}

// Says `message` about the field, or nothing when it is empty. Returns the message.
export function showProblem(id, message) {
  const field = FIELDS.find((one) => one.id === id);
  if (!field) return "";
  problems.set(id, message);
  const input = document.getElementById(id);
  input.classList.toggle("CheckoutInput--invalid", Boolean(message));
  input.setAttribute("aria-invalid", String(Boolean(message)));
  showGroup(field.group);
  return message;
}

// The postal code belongs to some countries only.
export function showPostalCode() {
  const input = document.getElementById("billingPostalCode");
  if (!input) return;
  const name = POSTAL_CODES[valueOf("billingCountry")]?.name ?? "";
  input.hidden = !name;
  input.placeholder = name;
  input.setAttribute("aria-label", name);
  if (input.hidden) showProblem(input.id, "");
}

function asked() {
  return FIELDS.filter((field) => document.getElementById(field.id)?.checkVisibility());
}

function problemOf(field) {
  const text = valueOf(field.id);
  return text ? field.problem(text) : REQUIRED;
}

function showGroup(group) {
  const said = FIELDS.filter((field) => field.group === group).map((field) => problems.get(field.id) ?? "");
  document.getElementById(`required-${group}`).hidden = !said.includes(REQUIRED);
  document.getElementById(`error-${group}`).textContent = said.find((message) => message && message !== REQUIRED) ?? "";
}

function emailProblem(text) {
  return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text) ? "" : "Your email is incomplete.";
}

function postalCodeProblem(text) {
  const { name, pattern } = POSTAL_CODES[valueOf("billingCountry")];
  return pattern.test(text) ? "" : `Your ${name === "ZIP" ? name : name.toLowerCase()} is invalid.`;
}

function phoneProblem(text) {
  return text.replace(/\D/g, "").length < 7 ? "Your phone number is incomplete." : "";
}
