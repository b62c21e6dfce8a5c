// The Pay button, which says where the payment stands: incomplete, complete, processing or success.

const STATES = ["incomplete", "complete", "processing", "success"];
const button = document.querySelector(".SubmitButton");

export function showState(state) {
  for (const name of STATES) button.classList.toggle(`SubmitButton--${name}`, name === state);
  button.disabled = state === "processing" || state === "success";
  const shown = state === "processing" ? "processing" : "idle";
  for (const text of button.querySelectorAll(".SubmitButton-Text")) {
    const current = text.dataset.text === shown;
    text.classList.toggle("SubmitButton-Text--current", current);
    text.setAttribute("aria-hidden", String(!current));
  }
  button.querySelector(".SubmitButton-CheckmarkIcon").classList.toggle("SubmitButton-CheckmarkIcon--current", state === "success");
}

// The button comes disabled: pressed before the script listens, the browser would send the form itself and clear it.
export function makeReady() {
  button.disabled = false;
}

export function isBusy() {
  return button.disabled;
}
