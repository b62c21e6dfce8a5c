// The bank's page of the 3-D Secure challenge: the buttons are on screen a little before they work, as on Stripe's.

import { FINISHED } from "./challenge_frame.js";

const buttons = document.querySelectorAll("button[data-answer]");

async function answer(button) {
  for (const each of buttons) each.disabled = true;
  const response = await fetch(`${window.location.pathname}/${button.dataset.answer}`, { method: "POST" });
  if (response.ok) {
    window.top.postMessage(FINISHED, "*");
  } else {
    document.querySelector(".Challenge-error").textContent = (await response.json()).error.message;
  }
}

function attach() {
  for (const button of buttons) button.addEventListener("click", () => answer(button), { once: true });
}

requestAnimationFrame(() => setTimeout(attach, Number(document.body.dataset.late)));
