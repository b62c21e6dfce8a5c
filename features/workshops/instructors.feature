@workshops
Feature: The instructor's list of registrations
  An instructor sees who is coming, and may cancel a registration or note who was there. The notice rule is the same
  as for students; noting who was there moves no money.

  Background:
    Given Sam has an account
    And Wendy offers the workshop "Articulation Online" at £25.00
    And Sam has put the session in the cart
    And Sam has paid for the sessions with the "Visa" card

  @refunds @inv-15
  Scenario: Everybody whose registration the instructor cancels is refunded and told
    Given Zoe has an account
    And Zoe has put the session in the cart
    And Zoe has paid for the sessions with the "Visa" card
    When Wendy cancels the registrations of Sam and Zoe
    Then Stripe has returned £25.00 to Sam
    And Stripe has returned £25.00 to Zoe
    And these mails are sent, and no others:
      | to  | subject                                                       | saying                |
      | Sam | Workshop Cancellation & Refund - Articulation Online - {site} | Refund Amount: £25.00 |
      | Zoe | Workshop Cancellation & Refund - Articulation Online - {site} | Refund Amount: £25.00 |

  @inv-18
  Scenario Outline: Who was there makes no difference to what was earned
    When Wendy marks Sam as <attendance>
    Then Wendy's finance page shows revenue of £22.50

    Examples:
      | attendance |
      | attended   |
      | absent     |
