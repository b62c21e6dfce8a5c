@exams @checkout
Feature: Paying an exam fee
  The fee is paid on Stripe's page like everything else. Only Stripe's word counts, and only the student who is
  registered pays, once.

  Background:
    Given Sam is a student of Tina
    And Tina has registered Sam for an exam at £55.00

  @purchase @smoke @inv-1 @inv-2 @inv-9 @inv-10 @inv-17
  Scenario: A paid fee is confirmed to student and teacher
    When Sam pays for the exam with the "Visa" card
    Then Sam sees the exam as paid
    And Stripe has charged Sam £55.00 once
    And the books show the exam paid: £55.00, £5.50 of it commission
    And Tina's finance page shows revenue of £49.50 and a platform fee of £5.50
    And these mails are sent, and no others:
      | to   | subject                             | saying |
      | Sam  | Exam Payment Confirmation - {site}  | £55.00 |
      | Tina | Exam Payment Received - {site}      |        |

  @inv-4
  Scenario: Typing the address of the success page pays nothing
    Given Sam has opened Checkout for the exam
    When Sam types the address of the success page
    Then Sam is not told that the exam is paid
    And Sam is asked to pay for the exam
    And the books show the exam unpaid
    And no mail is sent

  @purchase @inv-5
  Scenario: Whoever leaves Checkout without paying can pay at the next try
    Given Sam went back from Checkout without paying for the exam
    When Sam pays for the exam with the "Visa" card
    Then Stripe has charged Sam £55.00 once
    And the books show the exam paid: £55.00, £5.50 of it commission

  @inv-12
  Scenario: A fee that is paid cannot be paid again
    Given Sam has paid for the exam with the "Visa" card
    When Sam tries to pay for the exam all the same
    Then Sam is told "This exam has already been paid for."
    And Stripe has charged Sam £55.00 once

  @inv-24
  Scenario: Nobody pays for somebody else's exam
    Given Zoe has an account
    When Zoe tries to pay for the exam all the same
    Then Zoe is told "You do not have permission to pay for this exam."
    And Stripe was not asked for any payment by Zoe
    And Sam is asked to pay for the exam

  @refund @refunds @inv-15 @inv-16
  Scenario: A fee refunded in the Stripe dashboard is no longer the teacher's
    Given Sam has paid for the exam with the "Visa" card
    When the shop refunds the whole payment in the Stripe dashboard
    Then Stripe has returned £55.00 to Sam
    And the books show the exam refunded: £55.00
    And Tina's finance page shows revenue of £0.00
    And these mails are sent, and no others:
      | to  | subject                    | saying |
      | Sam | Payment Refunded - {site}  | £55.00 |
