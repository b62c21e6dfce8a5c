// The three requests of this page. A refusal is thrown as StripeError, with Stripe's error object.

export class StripeError extends Error {
  constructor(error) {
    super(error.message);
    this.error = error;
  }
}

export class CheckoutSession {
  constructor({ id, publishableKey, amountTotal }) {
    this.url = `/v1/payment_pages/${id}`;
    this.key = publishableKey;
    this.amountTotal = amountTotal;
  }

  // Where the session stands: {status, challenge_url, payment_intent}.
  retrieve() {
    return answer(fetch(`${this.url}?${new URLSearchParams({ key: this.key })}`));
  }

  // Pays with the card. The answer is the session, complete or waiting for the customer's bank.
  confirm({ number, month, year, cvc, name, email, address }) {
    const data = {
      "payment_method_data[type]": "card",
      "payment_method_data[card][number]": number,
      "payment_method_data[card][exp_month]": month,
      "payment_method_data[card][exp_year]": year,
      "payment_method_data[card][cvc]": cvc,
      "payment_method_data[billing_details][name]": name,
      "payment_method_data[billing_details][email]": email,
      "payment_method_data[billing_details][address][line1]": address.line1,
      "payment_method_data[billing_details][address][line2]": address.line2,
      "payment_method_data[billing_details][address][city]": address.city,
      "payment_method_data[billing_details][address][country]": address.country,
      "payment_method_data[billing_details][address][postal_code]": address.postalCode,
      expected_amount: this.amountTotal,
      expected_payment_method_type: "card",
      key: this.key,
    };
    const given = Object.entries(data).filter(([, value]) => value !== "" && value !== null);
    return answer(fetch(`${this.url}/confirm`, { method: "POST", body: new URLSearchParams(given) }));
  }
}

async function answer(request) {
  const response = await request;
  const body = await response.json();
  if (!response.ok) throw new StripeError(body.error);
  return body;
}
