// Hosted Checkout in the browser: from the customer's typing to the way back to the shop.

import { chosenMethod, watchAccordion } from "./accordion.js";
import { CheckoutSession, StripeError } from "./api.js";
import { isBusy, makeReady, showState } from "./button.js";
import { brandOf, digitsOf, expiryOf, formatCvc, formatExpiry, formatNumber } from "./card.js";
import { authenticate } from "./challenge_frame.js";
import { explain } from "./declines.js";
import { checkTyped, isComplete, showPostalCode, showProblem, validate, valueOf } from "./fields.js";

const shown = JSON.parse(document.getElementById("checkout-session").textContent);
const session = new CheckoutSession(shown);
const form = document.querySelector(".PaymentForm-form");
const notice = document.querySelector(".ConfirmPaymentButton-Error");

function refresh() {
  showPostalCode();
  const brand = document.getElementById("cardBrand");
  if (brand) brand.textContent = valueOf("cardNumber") ? brandOf(valueOf("cardNumber")).short : "";
  const phone = document.getElementById("phoneNumber-fieldset");
  if (phone) phone.hidden = !document.getElementById("enableStripePass").checked;
  if (!isBusy()) showState(chosenMethod() && isComplete() ? "complete" : "incomplete");
}

function format(input, deleting) {
  const formats = {
    cardNumber: formatNumber,
    cardExpiry: (text) => formatExpiry(text, deleting),
    cardCvc: (text) => formatCvc(text, valueOf("cardNumber")),
  };
  const text = formats[input.id]?.(input.value) ?? input.value;
  if (text === input.value) return;
  const digitsBefore = digitsOf(input.value.slice(0, input.selectionStart)).length;
  const atEnd = input.selectionStart === input.value.length;
  input.value = text;
  if (!atEnd) {
    const caret = [...text].findIndex((_, place) => digitsOf(text.slice(0, place)).length === digitsBefore);
    input.setSelectionRange(caret, caret);
  }
}

function complain(message = "") {
  notice.querySelector(".Notice-message").textContent = message;
  notice.hidden = !message;
}

function enteredCard() {
  const { month, year } = expiryOf(valueOf("cardExpiry"));
  return {
    number: digitsOf(valueOf("cardNumber")),
    month,
    year,
    cvc: valueOf("cardCvc"),
    name: valueOf("billingName"),
    email: valueOf("email"),
    address: {
      line1: valueOf("billingAddressLine1"),
      line2: valueOf("billingAddressLine2"),
      city: valueOf("billingLocality"),
      country: valueOf("billingCountry"),
      postalCode: document.getElementById("billingPostalCode").hidden ? "" : valueOf("billingPostalCode"),
    },
  };
}

// The session after the payment: complete. Anything else is thrown.
async function pay() {
  let state = await session.confirm(enteredCard());
  if (state.challenge_url) {
    await authenticate(state.challenge_url);
    state = await session.retrieve();
  }
  if (state.status !== "complete") throw new StripeError(state.payment_intent.last_payment_error);
}

async function isOpen() {
  try {
    return (await session.retrieve()).status === "open";
  } catch {
    return false;
  }
}

async function refuse(failure) {
  const unsent = { message: `The payment could not be sent: ${failure.message}.` };
  const error = failure instanceof StripeError ? failure.error : unsent;
  // Expired, forgotten, or paid in another window meanwhile: the server has a page that says so.
  if (error.type === "invalid_request_error" && !(await isOpen())) return window.location.reload();
  const { field, message } = explain(error, shown.debitWording);
  if (field) showProblem(field, message);
  else complain(message);
  showState(isComplete() ? "complete" : "incomplete");
}

form.addEventListener("input", ({ target, inputType }) => {
  format(target, inputType?.startsWith("delete"));
  showProblem(target.id, "");
  refresh();
});

// Not on the way to the Pay button: an error that appears under the pointer would move the button away from it.
form.addEventListener("focusout", ({ target, relatedTarget }) => {
  if (!relatedTarget?.matches(".SubmitButton")) checkTyped(target.id);
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (isBusy()) return;
  complain();
  if (!chosenMethod()) return complain("Choose a payment method.");
  if (!validate()) return;
  if (chosenMethod() !== "card") return complain("Only cards are emulated: choose Card.");
  showState("processing");
  try {
    await pay();
    showState("success");
    window.location.assign(shown.successUrl);
  } catch (failure) {
    await refuse(failure);
  }
});

document.querySelector(".ViewDetails").addEventListener("click", ({ currentTarget }) => {
  const open = currentTarget.getAttribute("aria-expanded") !== "true";
  currentTarget.setAttribute("aria-expanded", String(open));
  currentTarget.textContent = open ? "Hide details" : "View details";
});

watchAccordion(refresh);
makeReady();
refresh();
