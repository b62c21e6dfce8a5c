// Checkout has words of its own for a declined card; the API's message is shown where it has none.

const AUTHENTICATION_FAILED = ["payment_intent_authentication_failure", "setup_intent_authentication_failure"];
const TEXTS = {
  insufficient_funds: "Your credit card was declined because of insufficient funds. Try paying with a debit card instead.",
  expired_card: "Your card has expired.",
  incorrect_cvc: "Your card's security code is incorrect.",
  processing_error: "An error occurred while processing your card. Try again.",
};
const DECLINED = "Your card was declined.";
const DIFFERENT_CARD = "Your card was declined. Please try a different card.";
const DEBIT_CARD = "Your credit card was declined. Try paying with a debit card instead.";
const FIELD_OF = { incorrect_cvc: "cardCvc", invalid_cvc: "cardCvc", expired_card: "cardExpiry" };

// {field, message}: the card's field the error belongs under; without a field it belongs above the Pay button.
export function explain(error, debitWording) {
  const message = textOf(error, debitWording);
  if (error.type !== "card_error" || AUTHENTICATION_FAILED.includes(error.code)) return { message };
  return { field: FIELD_OF[error.code] ?? "cardNumber", message };
}

function textOf(error, debitWording) {
  if (error.message === DECLINED) return debitWording ? DEBIT_CARD : DIFFERENT_CARD;
  return TEXTS[error.decline_code] ?? TEXTS[error.code] ?? error.message;
}
