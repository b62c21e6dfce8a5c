@workshops
Feature: A series is one purchase
  Some workshops build on each other and are sold as a series only, at a price of their own. A series is chosen, paid,
  given back and earned as one; its price need not be divisible by the number of its sessions.

  Background:
    Given Sam has an account
    And Wendy offers the workshop "Baroque Ornaments" at £20.00 a session, only as a series of 3 for £50.00

  Scenario: A series is in the cart at its own price
    When Sam puts the series in the cart
    Then Sam is told "All 3 sessions added to cart (Save £10.00!)"
    And Sam's cart comes to £50.00 for 3 sessions

  @purchase @inv-8 @inv-9
  Scenario: A series costs its own price, to the penny
    Given Sam has put the series in the cart
    When Sam pays for the sessions with the "Visa" card
    Then Stripe has charged Sam £50.00 once
    And the books show the sessions paid: £50.00, £5.00 of it commission
    And these mails are sent, and no others:
      | to    | subject                                               | saying               |
      | Sam   | Workshop Registration Confirmed - 3 Sessions - {site} | Total Amount: £50.00 |
      | Wendy | New Registration - Baroque Ornaments                  |                      |
      | Wendy | New Registration - Baroque Ornaments                  |                      |
      | Wendy | New Registration - Baroque Ornaments                  |                      |

  Scenario: A series leaves the cart as a whole
    Given Sam has put the series in the cart
    When Sam takes the series out of the cart
    Then Sam's workshop cart is empty

  @inv-12
  Scenario: One session of a series cannot be bought alone
    When Sam tries to put one session of it in the cart
    Then Sam's workshop cart is empty

  @refund @inv-14 @inv-15
  Scenario: A series is given back as a whole, and its price with it
    Given Sam has put the series in the cart
    And Sam has paid for the sessions with the "Visa" card
    When Sam cancels the series
    Then Sam is told "All sessions have been cancelled and a full refund of £50.00 will be issued."
    And Stripe has returned £50.00 to Sam
    And the books show the sessions refunded: £50.00

  @inv-13
  Scenario: The notice for a series counts to its first session
    Given Sam has put the series in the cart
    And Sam has paid for the sessions with the "Visa" card
    And the first session begins in 6 days, 23 hours and 55 minutes
    When Sam cancels the series
    Then Stripe has returned nothing to Sam
    And Wendy's finance page shows revenue of £45.00
