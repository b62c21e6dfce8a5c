@workshops
Feature: The instructor's list of registrations
  An instructor sees who is coming, and may cancel a registration or note who was there. The notice rule is the same
  as for students; noting who was there moves no money.

  Background:
    Given Sam has paid £25.00 for a place in Wendy's workshop "Articulation Online"

  @refund @refunds @inv-15
  Scenario: Everybody whose registration the instructor cancels is refunded and told
    Given Zoe has paid for a place in it too
    When Wendy cancels the registrations of Sam and Zoe
    Then Stripe has returned £25.00 to Sam
    And Stripe has returned £25.00 to Zoe
    And these mails are sent, and no others:
      | to  | subject                                                       | saying                |
      | Sam | Workshop Cancellation & Refund - Articulation Online - {site} | Refund Amount: £25.00 |
      | Zoe | Workshop Cancellation & Refund - Articulation Online - {site} | Refund Amount: £25.00 |

  @inv-18
  Scenario: Who stays away has been earned from all the same
    When Wendy marks Sam as absent
    Then Wendy's finance page shows revenue of £22.50
