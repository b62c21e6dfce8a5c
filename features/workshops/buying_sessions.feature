@workshops
Feature: Buying workshop sessions
  A student chooses sessions of workshops, accepts the terms, and pays for all of them in one Checkout. Each session
  paid for is a place taken, and its instructor hears of it.

  Background:
    Given Sam has an account

  @purchase @smoke @inv-1 @inv-2 @inv-8 @inv-9
  Scenario: A place in a session is paid and confirmed
    Given Wendy offers the workshop "Articulation Online" at £19.99
    And Sam has put the session in the cart
    When Sam pays for the sessions with the "Visa" card
    Then Sam sees the registrations
    And Stripe has charged Sam £19.99 once
    And the books show the sessions paid: £19.99, £2.00 of it commission
    And these mails are sent, and no others:
      | to    | subject                                                | saying                                |
      | Sam   | Workshop Registration Confirmed - 1 Session - {site}      | Total Amount: £19.99 / Price: £19.99 |
      | Wendy | New Registration - Articulation Online                 | - Name: / - Current Registrations: 1/ |

  @purchase @smoke @inv-1 @inv-2 @inv-8
  Scenario: Three sessions in one cart are one payment and three places
    Given Wendy offers the workshop "Baroque Ornaments" at £19.99 with 3 sessions
    And Sam has put the sessions in the cart
    When Sam pays for the sessions with the "Visa" card
    Then Sam sees the registrations
    And Stripe has charged Sam £59.97 once
    And the books show the sessions paid: £59.97, £6.00 of it commission
    And these mails are sent, and no others:
      | to    | subject                                                    | saying               |
      | Sam   | Workshop Registration Confirmed - 3 Sessions - {site}      | Total Amount: £59.97 |
      | Wendy | New Registration - Baroque Ornaments                       |                      |
      | Wendy | New Registration - Baroque Ornaments                       |                      |
      | Wendy | New Registration - Baroque Ornaments                       |                      |

  @inv-25
  Scenario: A free session is confirmed at once, without Stripe
    Given Wendy offers the workshop "Open Consort" for free
    And Sam has put the session in the cart
    When Sam completes the free registration
    Then Sam is told "Successfully registered for workshop sessions!"
    And Stripe was not asked for any payment by Sam
    And the books show that Sam has the sessions for free
    And these mails are sent, and no others:
      | to    | subject                                                   | saying |
      | Sam   | Workshop Registration Confirmed - 1 Session - {site}      |        |
      | Wendy | New Registration - Open Consort                           |        |

  Scenario: Without accepting the terms nothing can be bought
    Given Wendy offers the workshop "Articulation Online" at £19.99
    When Sam adds the session to the cart without accepting the terms
    Then Sam is told "Please accept the Terms and Conditions before adding items to your cart."
    And Sam's workshop cart is empty

  @inv-4 @inv-5
  Scenario: Going back from Checkout keeps the sessions in the cart and takes no place
    Given Wendy offers the workshop "Articulation Online" at £19.99
    And Sam has put the session in the cart
    And Sam has opened Checkout for the sessions
    When Sam goes back to the shop without paying
    Then Sam is told "Payment was cancelled. Your cart items are still saved."
    And the books show the sessions unpaid
    And no mail is sent
