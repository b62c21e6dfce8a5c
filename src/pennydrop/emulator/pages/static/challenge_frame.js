// The 3-D Secure challenge: a frame of Stripe's around a frame of the bank's, over the page until the bank is done.

export const FINISHED = "3DS-authentication-complete";
let frames = 1; // the helper frame of the page has the same kind of name

// Resolves once the customer has answered, or has closed the window, which counts as a refusal.
export async function authenticate(challengeUrl) {
  const { pathname } = new URL(challengeUrl, window.location.href);
  const modal = show(pathname);
  await Promise.race([finished(), closed(modal, pathname)]);
  modal.remove();
}

function show(challenge) {
  const modal = document.createElement("div");
  modal.className = "LightboxModal";
  modal.setAttribute("role", "dialog");
  modal.setAttribute("aria-modal", "true");
  modal.setAttribute("aria-label", "3D Secure");
  const close = document.createElement("button");
  Object.assign(close, { type: "button", className: "LightboxModalClose", textContent: "\u00d7" });
  close.setAttribute("aria-label", "Cancel authentication");
  const frame = document.createElement("iframe");
  frames += 1;
  frame.name = `__privateStripeFrame${frames}`;
  frame.title = "3D Secure challenge";
  frame.className = "LightboxModalContent";
  frame.src = `/v3/three-ds-2-challenge.html?${new URLSearchParams({ challenge })}`;
  modal.append(frame, close);
  document.body.append(modal);
  frame.focus();
  return modal;
}

function finished() {
  return new Promise((resolve) => {
    window.addEventListener("message", function listen({ origin, data }) {
      if (origin !== window.location.origin || data !== FINISHED) return;
      window.removeEventListener("message", listen);
      resolve();
    });
  });
}

function closed(modal, challenge) {
  return new Promise((resolve) => {
    modal.querySelector(".LightboxModalClose").addEventListener("click", async () => {
      await fetch(`${challenge}/fail`, { method: "POST" });
      resolve();
    });
  });
}
