@products
Feature: Who owns a download
  A file is easily passed on, so the links are the buyer's alone: they open with the payment and close with its refund.

  Background:
    Given Sam has an account
    And Tina offers the download "Telemann Duets" at £4.50
    And Sam has put the download "Telemann Duets" in the cart

  @inv-4
  Scenario: Before the payment nothing can be downloaded
    Given Sam has opened Checkout for the downloads
    Then Sam cannot download "Telemann Duets"
    And Stripe has charged Sam nothing
    And the books show the downloads unpaid
    And no mail is sent

  @inv-4
  Scenario: Typing the address of the success page buys nothing
    Given Sam has opened Checkout for the downloads
    When Sam types the address of the success page
    Then Sam cannot download "Telemann Duets"
    And the books show the downloads unpaid
    And no mail is sent

  @purchase @inv-5
  Scenario: Whoever left Checkout can pay after all
    Given Sam went back from Checkout without paying for the downloads
    When Sam pays for the downloads with the "Visa" card
    Then Sam can download "Telemann Duets"
    And Stripe has charged Sam £4.50 once

  @inv-24
  Scenario: The links in the mail open for the buyer alone
    Given Zoe has an account
    When Sam pays for the downloads with the "Visa" card
    Then Sam can download "Telemann Duets"
    And Zoe cannot download "Telemann Duets"

  @refund @refunds @inv-15 @inv-16
  Scenario: A refund closes the links
    Given Sam has paid for the downloads with the "Visa" card
    When the shop refunds the whole payment in the Stripe dashboard
    Then Sam cannot download "Telemann Duets"
    And the books show the downloads refunded: £4.50
    And these mails are sent, and no others:
      | to  | subject                   | saying |
      | Sam | Payment Refunded - {site} | £4.50  |

  @refunds @inv-15
  Scenario: A refund ends the teacher's earning
    Given Sam has paid for the downloads with the "Visa" card
    When the shop refunds the whole payment in the Stripe dashboard
    Then Tina's finance page shows revenue of £0.00

  @refunds @inv-23
  Scenario: What was refunded can be bought again
    Given Sam has paid for the downloads with the "Visa" card
    And the shop has refunded the whole payment in the Stripe dashboard
    And Sam has put the download "Telemann Duets" in the cart
    When Sam pays for the downloads with the "Visa" card
    Then Sam can download "Telemann Duets"
