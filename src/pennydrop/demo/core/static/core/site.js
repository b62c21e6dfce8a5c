'use strict';

const all = (selector) => document.querySelectorAll(selector);

const notice = document.getElementById('cookieNotice');
if (notice && localStorage.getItem('cookieNoticeAccepted') !== 'true') {
  notice.hidden = false;
  notice.querySelector('[data-accept-cookies]').addEventListener('click', () => {
    localStorage.setItem('cookieNoticeAccepted', 'true');
    notice.hidden = true;
  });
}

for (const button of all('.user-button')) {
  const panel = document.getElementById(button.getAttribute('aria-controls'));
  button.addEventListener('click', () => {
    panel.hidden = !panel.hidden;
    button.setAttribute('aria-expanded', String(!panel.hidden));
  });
}

for (const form of all('form[data-confirm]')) {
  form.addEventListener('submit', (event) => {
    if (!window.confirm(form.dataset.confirm)) event.preventDefault();
  });
}

// A form whose button waits for the tick of its terms; the server checks the tick too.
for (const form of all('form[data-terms-gate]')) {
  const box = form.querySelector('input[type=checkbox]');
  const button = form.querySelector('button:not([type=button])');
  const follow = () => { button.disabled = !box.checked; };
  box.addEventListener('change', follow);
  follow();
}

for (const select of all('[data-submit-on-change]')) {
  select.addEventListener('change', () => select.form.submit());
}

for (const button of all('[data-add-form]')) {
  button.addEventListener('click', () => {
    const rows = document.querySelector('[data-formset]');
    const total = document.querySelector(`[name=${rows.dataset.formset}-TOTAL_FORMS]`);
    const html = document.querySelector('template[data-empty-form]').innerHTML;
    rows.insertAdjacentHTML('beforeend', html.replaceAll('__prefix__', total.value));
    total.value = Number(total.value) + 1;
  });
}

// The fields for a new date matter only to somebody who wants to move the lesson.
const proposal = document.querySelector('[data-reschedule-fields]');
if (proposal) {
  for (const radio of all('[name=request_type]')) {
    const follow = () => { if (radio.checked) proposal.hidden = radio.value !== 'reschedule'; };
    radio.addEventListener('change', follow);
    follow();
  }
}

// Called by the Cancel button of a registration: one dialog serves all rows.
function confirmCancellation(registration, button) {
  const dialog = document.getElementById('cancel-dialog');
  dialog.querySelector('form').action = `/workshops/registration/${registration}/cancel/`;
  dialog.querySelector('[data-policy]').textContent = button.dataset.policy;
  dialog.showModal();
}

for (const button of all('[data-opens]')) {
  button.addEventListener('click', () => document.getElementById(button.dataset.opens).showModal());
}

// Called by the Add to Cart button of a session: a guardian says which child it is for, in one dialog for all sessions.
function chooseAttendee(session) {
  const dialog = document.getElementById('attendee-dialog');
  dialog.querySelector('form').action = `/workshops/cart/add/${session}/`;
  dialog.showModal();
}

for (const radio of all('#attendee-dialog [name=attendee]')) {
  radio.addEventListener('change', () => {
    document.querySelector('#attendee-dialog [name=child_profile_id]').value = radio.value;
  });
}
