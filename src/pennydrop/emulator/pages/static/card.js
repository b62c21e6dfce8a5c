// What a card number, an expiry and a security code look like, and what is wrong with one that does not.

const BRANDS = [
  { name: "American Express", short: "Amex", starts: /^3[47]/, lengths: [15], groups: [4, 6, 5], cvc: 4 },
  { name: "Diners Club", short: "Diners", starts: /^3(0[0-5]|[689])/, lengths: [14], groups: [4, 6, 4], cvc: 3 },
  { name: "JCB", short: "JCB", starts: /^35/, lengths: [16], groups: [4, 4, 4, 4], cvc: 3 },
  { name: "Discover", short: "Discover", starts: /^6(011|22|4[4-9]|5)/, lengths: [16], groups: [4, 4, 4, 4], cvc: 3 },
  { name: "UnionPay", short: "UnionPay", starts: /^62/, lengths: [16, 19], groups: [4, 4, 4, 4, 3], cvc: 3 },
  { name: "Mastercard", short: "Mastercard", starts: /^(5[1-5]|2[2-7])/, lengths: [16], groups: [4, 4, 4, 4], cvc: 3 },
  { name: "Visa", short: "Visa", starts: /^4/, lengths: [16], groups: [4, 4, 4, 4], cvc: 3 },
];
const UNKNOWN = { name: "", short: "", starts: /^/, lengths: [16], groups: [4, 4, 4, 4], cvc: 3 };

export const digitsOf = (text) => text.replace(/\D/g, "");

export function brandOf(number) {
  return BRANDS.find((brand) => brand.starts.test(digitsOf(number))) ?? UNKNOWN;
}

// 4242424242424242 -> 4242 4242 4242 4242; 378282246310005 -> 3782 822463 10005
export function formatNumber(text) {
  const brand = brandOf(text);
  const digits = digitsOf(text).slice(0, Math.max(...brand.lengths));
  const parts = [];
  let start = 0;
  for (const size of brand.groups) {
    parts.push(digits.slice(start, start + size));
    start += size;
  }
  return parts.filter(Boolean).join(" ");
}

// 1234 -> 12 / 34; 5 -> 05 / ; while somebody deletes, the separator goes with the digit before it.
export function formatExpiry(text, deleting = false) {
  let digits = digitsOf(text).slice(0, 4);
  if (/^[2-9]/.test(digits)) digits = `0${digits}`.slice(0, 4);
  if (digits.length < 2 || (deleting && digits.length === 2)) return digits;
  return `${digits.slice(0, 2)} / ${digits.slice(2)}`;
}

export function formatCvc(text, number) {
  return digitsOf(text).slice(0, brandOf(number).cvc);
}

export function expiryOf(text) {
  const digits = digitsOf(text);
  return { month: Number(digits.slice(0, 2)), year: 2000 + Number(digits.slice(2, 4)) };
}

export function numberProblem(text) {
  const digits = digitsOf(text);
  if (digits.length < Math.min(...brandOf(digits).lengths)) return "Your card number is incomplete.";
  return passesLuhn(digits) ? "" : "Your card number is invalid.";
}

export function expiryProblem(text, today = new Date()) {
  const digits = digitsOf(text);
  const { month, year } = expiryOf(text);
  if (digits.length < 4) return "Your card's expiration date is incomplete.";
  if (month < 1 || month > 12) return "Your card's expiration date is invalid.";
  if (year < today.getFullYear()) return "Your card's expiration year is in the past.";
  if (year === today.getFullYear() && month <= today.getMonth()) return "Your card's expiration date is in the past.";
  return "";
}

export function cvcProblem(text, number) {
  return digitsOf(text).length < brandOf(number).cvc ? "Your card's security code is incomplete." : "";
}

function passesLuhn(digits) {
  let sum = 0;
  [...digits].reverse().forEach((digit, place) => {
    const value = Number(digit) * (place % 2 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}
