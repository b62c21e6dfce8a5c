@workshops
Feature: Registering for a session in person
  Whoever travels to a session tells the instructor how to be reached and how far along they are. What the form asked
  for has to survive the cart and the payment.

  @purchase @inv-1
  Scenario: Contact details survive the payment
    Given Sam has an account
    And Wendy offers the workshop "Consort Day" at £35.00 in person
    And Sam has put the session in the cart, with these details:
      | phone             | 020 7946 0018        |
      | emergency contact | Robin, 020 7946 0752 |
      | experience level  | intermediate         |
    When Sam pays for the sessions with the "Visa" card
    Then the books show the sessions paid: £35.00, £3.50 of it commission
    And Sam's registration carries these details
