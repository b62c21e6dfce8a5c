@workshops @guardians
Feature: A guardian buys a place for a child
  The account and the money are the guardian's; the place is the child's. The instructor is told who is coming.

  Background:
    Given Gwen is the guardian of Charlie
    And Wendy offers the workshop "Articulation Online" at £25.00

  @purchase @inv-1 @inv-2
  Scenario: The child takes part, the guardian pays
    Given Gwen has put the session in the cart for Charlie
    When Gwen pays for the sessions with the "Visa" card
    Then the books show the sessions paid: £25.00, £2.50 of it commission
    And the books show the sessions in Charlie's name
    And these mails are sent, and no others:
      | to    | subject                                              | saying               |
      | Gwen  | Workshop Registration Confirmed - 1 Session - {site} | Total Amount: £25.00 |
      | Wendy | New Registration - Articulation Online               | - Name: Charlie      |
