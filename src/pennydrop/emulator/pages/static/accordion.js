// The list of payment methods, when there is more than one: a method's fields exist only while it is chosen.

export function chosenMethod() {
  const accordion = document.querySelector(".PaymentMethodFormAccordion");
  if (!accordion) return "card";
  return accordion.querySelector(".PaymentMethodFormAccordionItem--selected")?.dataset.method ?? null;
}

export function watchAccordion(changed) {
  const items = document.querySelectorAll(".PaymentMethodFormAccordionItem");
  for (const item of items) {
    item.addEventListener("click", () => {
      if (item.dataset.method === chosenMethod()) return;
      for (const each of items) select(each, each === item);
      changed();
    });
  }
}

function select(item, chosen) {
  item.classList.toggle("PaymentMethodFormAccordionItem--selected", chosen);
  const radio = item.querySelector(".AccordionItem-radio");
  radio.checked = chosen;
  radio.setAttribute("aria-checked", String(chosen));
  const content = item.querySelector(".AccordionItem-content");
  if (!chosen) content.replaceChildren();
  else if (item.dataset.method === "card") content.replaceChildren(cardForm());
}

function cardForm() {
  return document.getElementById("card-form").content.cloneNode(true);
}
